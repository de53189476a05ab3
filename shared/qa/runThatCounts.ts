import type { QaRun } from './qaRun.ts';

/** Of the runs of one revision, newest first, the one whose word gates take; null when there is none.
 *
 * A run that was taken up again says no more: whoever did so doubted it, so it is the new run that must pass. Of what is left the newest
 * finished one counts, so that a second look that goes on beside it takes nothing back; without one, the newest at all, which lets nothing
 * through. */
export const runThatCounts = <Run extends Pick<QaRun, 'id' | 'state' | 'reopens'>>(
  newestFirst: readonly Run[],
): Run | null => {
  const doubted = new Set(newestFirst.map(({ reopens }) => reopens));
  const standing = newestFirst.filter(({ id }) => !doubted.has(id));
  return standing.find(({ state }) => state === 'finished') ?? standing[0] ?? null;
};
