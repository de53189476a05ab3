import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type JudgedGate, requirementStates } from '../gates/requirement.ts';
import { Revision } from '../ids.ts';
import type { Merged } from './change.ts';
import { toldMergeGate } from './toldMergeGate.ts';

const merged = (how: Merged['how']): Merged => ({
  at: 1,
  by: 'Lea Lead',
  revision: 1,
  commit: Revision.parse('a'.repeat(40)),
  how,
  outside: true,
  gate: null,
  ...(how === 'told' && { reason: 'A conflict was mended' }),
});

it('T1 never has a merge that is only told pass clean, opens no gate by it, and leaves every other as it is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...requirementStates),
      fc.constantFrom('squash' as const, 'told' as const),
      (state, how) => {
        const gate: JudgedGate = { state, open: state !== 'error' && state !== 'unsatisfied', requirements: [] };
        const judged = toldMergeGate(gate, merged(how));
        if (how === 'squash') return expect(judged).toBe(gate);
        expect(judged.open).toBe(gate.open);
        expect(['satisfied', 'not-applicable']).not.toContain(judged.state);
        return expect(judged.requirements.at(-1)?.reasons).toEqual([
          'Lea Lead said so of aaaaaaa: A conflict was mended',
        ]);
      },
    ),
  );
  const open: JudgedGate = { state: 'satisfied', open: true, requirements: [] };
  expect(toldMergeGate(open, null)).toBe(open);
});
