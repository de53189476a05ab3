import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QaRunId, type QaRunState } from './qaRun.ts';
import { runThatCounts } from './runThatCounts.ts';

const id = (at: number) => QaRunId.parse(`00000000-0000-4000-8000-${at.toString().padStart(12, '0')}`);
const run = (at: number, state: QaRunState, reopens: number | null = null) => ({
  id: id(at),
  state,
  reopens: reopens === null ? null : id(reopens),
});
/** Newest first; a run only takes up an older one. */
const runs = fc
  .array(fc.record({ state: fc.constantFrom<QaRunState>('running', 'finished', 'abandoned'), back: fc.nat(3) }), {
    maxLength: 8,
  })
  .map((all) =>
    all.map(({ state, back }, at) => run(at, state, back > 0 && at - back >= 0 ? at - back : null)).reverse(),
  );

describe('the run whose word gates take', () => {
  it('T8 is never one that was taken up again, and always one where there are any', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const counts = runThatCounts(all);
        expect(counts === null).toBe(all.length === 0);
        expect(all.some(({ reopens }) => reopens !== null && reopens === counts?.id)).toBe(false);
      }),
    );
  });

  it('T8 is a finished one where any stands', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const stands = all.some(
          ({ id: each, state }) => state === 'finished' && !all.some(({ reopens }) => reopens === each),
        );
        expect(runThatCounts(all)?.state === 'finished').toBe(stands);
      }),
    );
  });

  it('T8 closes the gate again when what passed is taken up again, also when that is then given up', () => {
    const passed = run(1, 'finished');
    expect(runThatCounts([run(2, 'running', 1), passed])?.id).toBe(id(2));
    expect(runThatCounts([run(2, 'abandoned', 1), passed])?.id).toBe(id(2));
    expect(runThatCounts([run(2, 'abandoned'), passed])).toBe(passed);
    expect(runThatCounts([run(2, 'running'), passed])).toBe(passed);
  });
});
