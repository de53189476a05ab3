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
    fc.property(fc.constantFrom(...requirementStates), (state) => {
      const gate: JudgedGate = { state, open: state !== 'error' && state !== 'unsatisfied', requirements: [] };
      expect(toldMergeGate(gate, merged('squash'))).toBe(gate);
      const told = toldMergeGate(gate, merged('told'));
      expect(told.open).toBe(gate.open);
      expect(['satisfied', 'not-applicable']).not.toContain(told.state);
      const reason = 'Lea Lead said so of aaaaaaa: A conflict was mended';
      expect(told.requirements.at(-1)?.reasons).toEqual([reason]);
    }),
  );
  const open: JudgedGate = { state: 'satisfied', open: true, requirements: [] };
  expect(toldMergeGate(open, null)).toBe(open);
});
