import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffHunk, DiffLine } from '../../../../shared/reviews/fileDiff.ts';
import { cutSegments, PIECE_LINES } from './cutSegments.ts';
import { diffBlocks } from './diffBlocks.ts';
import { diffRows } from './diffRows.ts';
import { pairedLines } from './pairedLines.ts';

const kinds = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('context' as const) },
    { weight: 2, arbitrary: fc.constant('added' as const) },
    { weight: 2, arbitrary: fc.constant('removed' as const) },
  ),
  { minLength: 1, maxLength: 900, size: 'max' },
);

/** Numbers the lines as git does, from these two on. */
const numbered = (of: readonly DiffLine['kind'][], oldFrom = 1, newFrom = 1): readonly DiffLine[] => {
  let [old, now] = [oldFrom, newFrom];
  return of.map((kind) => {
    const line: DiffLine = {
      kind,
      old: kind === 'added' ? null : old,
      new: kind === 'removed' ? null : now,
      text: `${kind} ${old} ${now}`,
      cut: 0,
      noNewline: false,
    };
    if (kind !== 'added') old += 1;
    if (kind !== 'removed') now += 1;
    return line;
  });
};

/** A file of which every run of more than six equal lines is hidden but for three at its ends, and the lines of its new side. */
const file = kinds.map((of) => {
  const lines = numbered(of);
  const isShown = lines.map((_, at) => lines.slice(Math.max(0, at - 3), at + 4).some(({ kind }) => kind !== 'context'));
  const hunks: DiffHunk[] = [];
  let from = 0;
  while (from < lines.length) {
    if (isShown[from] !== true) {
      from += 1;
      continue;
    }
    let to = from;
    while (isShown[to] === true) to += 1;
    const part = lines.slice(from, to);
    const count = (side: 'old' | 'new') => part.filter((line) => line[side] !== null).length;
    const before = (side: 'old' | 'new') => lines.slice(0, from).filter((line) => line[side] !== null).length;
    const start = (side: 'old' | 'new') => before(side) + (count(side) === 0 ? 0 : 1);
    hunks.push({
      oldStart: start('old'),
      oldLines: count('old'),
      newStart: start('new'),
      newLines: count('new'),
      lines: part,
    });
    from = to;
  }
  return { lines, hunks, text: lines.filter((line) => line.new !== null).map(({ text }) => text) };
});

describe('diffBlocks', () => {
  it('T6 shows or hides every line of the file exactly once, in order, on both sides', () =>
    fc.assert(
      fc.property(file, fc.array(fc.tuple(fc.nat(900), fc.nat(60))), ({ hunks, text }, asked) => {
        const revealed = asked.map(([from, count]) => ({ from: from + 1, lines: text.slice(from, from + count) }));
        let [old, now] = [1, 1];
        for (const block of diffBlocks(hunks, revealed, text.length)) {
          if (block.kind === 'gap') {
            expect([block.oldFrom, block.newFrom]).toEqual([old, now]);
            expect(block.count).toBeGreaterThan(0);
            old += block.count;
            now += block.count;
            continue;
          }
          for (const line of block.lines) {
            if (line.old !== null) expect(line.old).toBe(old++);
            if (line.new !== null) expect(line.new).toBe(now++);
          }
        }
        expect(now - 1).toBe(text.length);
      }),
      { numRuns: 60 },
    ));

  it('T6 shows the whole file once everything was asked for', () =>
    fc.assert(
      fc.property(file, ({ hunks, text, lines }) => {
        const blocks = diffBlocks(hunks, [{ from: 1, lines: text }], text.length);
        expect(blocks.flatMap((block): readonly unknown[] => (block.kind === 'gap' ? ['gap'] : block.lines))).toEqual(
          lines,
        );
      }),
      { numRuns: 40 },
    ));
});

describe('cutSegments', () => {
  it('T6 mounts every line in some piece, none of them long, and parts no line from its partner', () =>
    fc.assert(
      fc.property(kinds, (of) => {
        const lines = pairedLines(numbered(of));
        const pieces = cutSegments(lines).flatMap((segment) => segment.pieces);
        expect(pieces.flat()).toEqual(lines);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(PIECE_LINES + 1);
        for (const [index, piece] of pieces.entries())
          expect(`${piece.at(-1)?.kind} ${pieces[index + 1]?.[0]?.kind}`).not.toBe('removed added');
      }),
    ));

  it('T6 cuts one run of five thousand removed and added lines into small pieces, in both views', () => {
    const of = Array.from({ length: 10_000 }, (_, at): DiffLine['kind'] => (at < 5_000 ? 'removed' : 'added'));
    for (const view of ['unified', 'split'] as const) {
      const rows = diffRows([{ kind: 'lines', lines: numbered(of) }], view);
      expect(rows.length).toBeGreaterThan(300);
      for (const row of rows) expect(row.kind === 'piece' && row.changes.length).toBeLessThanOrEqual(PIECE_LINES + 1);
      const keys = rows.flatMap((row) => (row.kind === 'piece' ? row.changes.map(({ key }) => key) : []));
      expect(new Set(keys).size).toBe(10_000);
    }
  });
});

describe('pairedLines', () => {
  it('T6 puts the first removed line beside the first added one, and loses none', () =>
    fc.assert(
      fc.property(kinds, (of) => {
        const lines = numbered(of);
        const paired = pairedLines(lines);
        expect([...paired].sort(byText)).toEqual([...lines].sort(byText));
        for (const kind of ['context', 'added', 'removed'] as const)
          expect(paired.filter((line) => line.kind === kind)).toEqual(lines.filter((line) => line.kind === kind));
      }),
    ));

  it('T6 leaves what is left over at the end of the run', () => {
    const paired = pairedLines(numbered(['removed', 'removed', 'removed', 'added', 'context']));
    expect(paired.map(({ kind }) => kind)).toEqual(['removed', 'added', 'removed', 'removed', 'context']);
  });
});

const byText = (a: DiffLine, b: DiffLine): number => (a.text < b.text ? -1 : 1);
