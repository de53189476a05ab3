import { describe, expect, it } from 'vitest';
import { DIFF_LINE_MAX } from './fileDiff.ts';
import { readDiff } from './readDiff.ts';

describe('readDiff', () => {
  it('T6 reads hunks as data, with the numbers of both sides', () => {
    const [hunk] = readDiff('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -3,3 +3,4 @@ def main():\n a\n-b\n+c\n+d\n e\n');
    expect(hunk).toMatchObject({ oldStart: 3, oldLines: 3, newStart: 3, newLines: 4 });
    expect(hunk?.lines.map(({ kind, old, new: now, text }) => [kind, old, now, text])).toEqual([
      ['context', 3, 3, 'a'],
      ['removed', 4, null, 'b'],
      ['added', null, 4, 'c'],
      ['added', null, 5, 'd'],
      ['context', 5, 6, 'e'],
    ]);
  });

  it('T6 takes content that looks like a head for content, and says where no line end is', () => {
    const [hunk, ...more] = readDiff('@@ -1,2 +1,2 @@\n-@@ -9 +9 @@\n+--- a/x\n \n\\ No newline at end of file\n');
    expect(more).toEqual([]);
    expect(hunk?.lines.map(({ text, noNewline }) => [text, noNewline])).toEqual([
      ['@@ -9 +9 @@', false],
      ['--- a/x', false],
      ['', true],
    ]);
  });

  it('T6 cuts a line that nobody can read, and says how much of it', () => {
    const [hunk] = readDiff(`@@ -0,0 +1 @@\n+${'x'.repeat(DIFF_LINE_MAX + 7)}\n`);
    expect(hunk?.lines[0]).toMatchObject({ cut: 7 });
    expect(hunk?.lines[0]?.text).toHaveLength(DIFF_LINE_MAX);
  });

  it('T6 never takes half of a diff for all of it', () => {
    expect(() => readDiff('@@ -1,2 +1,2 @@\n a')).toThrow(SyntaxError);
    expect(() => readDiff('@@ -1,2 +1,2 @@\n a\n')).toThrow(SyntaxError);
    expect(readDiff('')).toEqual([]);
  });
});
