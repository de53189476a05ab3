import { type ChangeData, type HunkData, type HunkTokens, markEdits, type TokenNode, tokenize } from 'react-diff-view';
import type { LineChange } from './diffChange.ts';

/** Colours lines of code. */
interface Highlighter {
  readonly highlight: (text: string, language: string) => unknown;
}

/** Characters of a segment above which it stays without colours: minified files would hold up the window. */
const COLOURED_MAX = 80_000;
/** Lines and characters of one changed run in which the changed words are looked for: the search grows with their square. */
const MARKED_LINES_MAX = 40;
const MARKED_MAX = 6_000;

const empty: HunkTokens = { old: [], new: [] };

/** The words of a run of lines, with the colours of their language and the marks of what differs within a line.
 *
 * By line number, sparse: only these lines are there. Without a highlighter (or a language) it is the plain text. */
export const segmentTokens = (
  changes: readonly LineChange[],
  language: string | null,
  highlighter: Highlighter | null,
): HunkTokens => {
  const size = changes.reduce((sum, { change }) => sum + change.content.length, 0);
  if (highlighter === null || size > COLOURED_MAX) return placed(changes, () => null);
  // Numbered from 1: the tokens of a run far below would otherwise begin with as many empty lines.
  const local = renumbered(changes.map(({ change }) => change));
  const hunk: HunkData = { content: '', oldStart: 1, newStart: 1, oldLines: 0, newLines: 0, changes: [...local] };
  const enhancers = [markEdits(markedRuns(local).map((run) => ({ ...hunk, changes: [...run] })))];
  const tokens =
    language === null
      ? tokenize([hunk], { enhancers })
      : tokenize([hunk], { highlight: true, refractor: highlighter as never, language, enhancers });
  return placed(changes, (index, side) => {
    const change = local[index];
    return change === undefined ? null : (tokens[side][numberOf(change, side) - 1] ?? null);
  });
};

const placed = (
  changes: readonly LineChange[],
  tokensOf: (index: number, side: 'old' | 'new') => readonly TokenNode[] | null,
): HunkTokens => {
  const tokens: HunkTokens = { old: [...empty.old], new: [...empty.new] };
  changes.forEach(({ change, line }, index) => {
    for (const side of ['old', 'new'] as const) {
      const number = numberOf(change, side);
      if (number === 0) continue;
      const words = tokensOf(index, side) ?? [{ type: 'text', value: change.content }];
      tokens[side][number - 1] = [
        ...words,
        ...(line.cut > 0 ? [{ type: 'note', value: `… ${line.cut.toLocaleString('en')} more characters` }] : []),
        ...(line.noNewline ? [{ type: 'note', value: 'no newline at the end' }] : []),
      ];
    }
  });
  return tokens;
};

/** The line's number on a side; 0 when it is not there. */
const numberOf = (change: ChangeData, side: 'old' | 'new'): number => {
  if (change.type === 'normal') return side === 'old' ? change.oldLineNumber : change.newLineNumber;
  return (change.type === 'delete') === (side === 'old') ? change.lineNumber : 0;
};

const renumbered = (changes: readonly ChangeData[]): readonly ChangeData[] => {
  let [old, now] = [0, 0];
  return changes.map((change) => {
    if (change.type !== 'insert') old += 1;
    if (change.type !== 'delete') now += 1;
    if (change.type === 'normal') return { ...change, oldLineNumber: old, newLineNumber: now };
    return { ...change, lineNumber: change.type === 'delete' ? old : now };
  });
};

/** Runs of removed and added lines that are short enough to look for the changed words; others are told by their lines. */
const markedRuns = (changes: readonly ChangeData[]): readonly (readonly ChangeData[])[] => {
  const runs: (readonly ChangeData[])[] = [];
  let run: ChangeData[] = [];
  const end = () => {
    const size = run.reduce((sum, { content }) => sum + content.length, 0);
    const both = run.some(({ type }) => type === 'delete') && run.some(({ type }) => type === 'insert');
    if (both && run.length <= MARKED_LINES_MAX && size <= MARKED_MAX) runs.push(run);
    run = [];
  };
  for (const change of changes) {
    if (change.type === 'normal') end();
    else run.push(change);
  }
  end();
  return runs;
};
