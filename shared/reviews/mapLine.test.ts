import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapLine } from './mapLine.ts';

/** A file's history as one operation for each line: kept, removed, or added. */
const script = fc.array(fc.constantFrom('keep', 'remove', 'add'), { maxLength: 60 });

/** What a diff without context says about it, and where each old line went: both by walking, without a diff. */
const play = (operations: readonly string[]) => {
  const hunks: { oldStart: number; oldLines: number; newStart: number; newLines: number }[] = [];
  const went: (number | null)[] = [];
  let [old, now] = [0, 0];
  let at = 0;
  while (at < operations.length) {
    if (operations[at] === 'keep') {
      old += 1;
      now += 1;
      went.push(now);
      at += 1;
      continue;
    }
    const [oldBefore, newBefore] = [old, now];
    while (at < operations.length && operations[at] !== 'keep') {
      if (operations[at] === 'remove') {
        old += 1;
        went.push(null);
      } else now += 1;
      at += 1;
    }
    const [oldLines, newLines] = [old - oldBefore, now - newBefore];
    hunks.push({
      oldStart: oldLines === 0 ? oldBefore : oldBefore + 1,
      oldLines,
      newStart: newLines === 0 ? newBefore : newBefore + 1,
      newLines,
    });
  }
  return { hunks, went };
};

describe('mapLine', () => {
  it('T6 says of every line where it went, as applying the diff by hand does', () =>
    fc.assert(
      fc.property(script, (operations) => {
        const { hunks, went } = play(operations);
        expect(went.map((_, index) => mapLine(hunks, index + 1))).toEqual(went);
      }),
      { numRuns: 2000 },
    ));

  it('T6 keeps the order of lines and gives no two the same place', () =>
    fc.assert(
      fc.property(script, (operations) => {
        const { hunks, went } = play(operations);
        const mapped = went.flatMap((_, index) => mapLine(hunks, index + 1) ?? []);
        expect(mapped).toEqual([...new Set(mapped)].toSorted((a, b) => a - b));
      }),
    ));
});
