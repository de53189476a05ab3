import { type RefObject, useMemo } from 'react';
import { announce } from '../../../ui/announce.ts';
import { visibleText } from '../../../ui/console/visibleText.ts';
import type { KeyGroup } from '../../../ui/shownKeys.ts';
import { useScreenKeys } from '../../../ui/useScreenKeys.ts';
import type { DiffListHandle } from './DiffList.tsx';
import type { LineChange } from './diffChange.ts';
import type { DiffRow } from './diffRows.ts';

/** The keys of a file's diff, as the `?` list shows them. */
export const diffKeys: KeyGroup = {
  title: 'Diff',
  keys: [
    { keys: ['J'], act: 'To the next line' },
    { keys: ['K'], act: 'To the line before' },
    { keys: ['N'], act: 'To the next changed lines' },
    { keys: ['P'], act: 'To the changed lines before' },
    { keys: ['C'], act: 'Comment on the chosen line' },
    { keys: ['Shift', 'C'], act: 'Comment on the file' },
    { keys: [']'], act: 'To the next file' },
    { keys: ['['], act: 'To the file before' },
    { keys: ['R'], act: 'Mark the file as reviewed and go on, or take the mark away' },
    { keys: ['S'], act: 'Side by side, or in one column' },
    { keys: ['W'], act: 'Wrap long lines, or do not' },
    { keys: ['L'], act: 'Show or hide the list of files' },
  ],
};

interface Stop {
  readonly row: number;
  readonly each: LineChange;
}

interface Deps {
  readonly rows: readonly DiffRow[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onComment: (key: string) => void;
  readonly list: RefObject<DiffListHandle | null>;
}

const inWords = ({ line }: LineChange): string =>
  `${line.kind === 'context' ? '' : `${line.kind} `}line ${line.new ?? line.old ?? ''}: ${line.text.trim() === '' ? 'empty' : visibleText(line.text)}`;

/** Moves the chosen line of a diff by keys, and says it. */
export const useDiffKeys = ({ rows, chosen, onChoose, onComment, list }: Deps): void => {
  const stops = useMemo(
    () =>
      rows.flatMap((row, index): readonly Stop[] =>
        row.kind === 'gap' ? [] : row.changes.map((each) => ({ row: index, each })),
      ),
    [rows],
  );
  const go = (stop: Stop | undefined): boolean => {
    if (stop === undefined) return stops.length > 0;
    onChoose(stop.each.key);
    list.current?.reveal(stop.row, stop.each.key);
    announce(inWords(stop.each));
    return true;
  };
  const at = stops.findIndex(({ each }) => each.key === chosen);
  const move = (by: number) => (): boolean => go(stops[Math.max(0, Math.min(stops.length - 1, at + by))]);
  /** Where changed lines begin: behind a line that is equal, or a gap. */
  const begins = (index: number): boolean => {
    const [before, here] = [stops[index - 1]?.each, stops[index]?.each];
    return (
      here !== undefined && here.line.kind !== 'context' && (before === undefined || before.line.kind === 'context')
    );
  };
  const hunk = (by: 1 | -1) => (): boolean => {
    for (let index = at + by; index >= 0 && index < stops.length; index += by)
      if (begins(index)) return go(stops[index]);
    announce(by === 1 ? 'No more changed lines in this file' : 'No changed lines before');
    return true;
  };
  useScreenKeys({
    j: move(1),
    k: move(-1),
    n: hunk(1),
    p: hunk(-1),
    c: () => {
      const stop = stops[at];
      if (stop === undefined) return false;
      onComment(stop.each.key);
      return true;
    },
  });
};
