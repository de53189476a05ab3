import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '../announce.ts';
import type { LogView } from './logView.ts';
import { matchBefore, matchFrom } from './matchSteps.ts';
import type { ShownLog } from './shownLog.ts';

/** While a log grows, what was searched for is looked for again this often. */
const AGAIN_AFTER = 2_000;
/** A search begins when typing rests for so long. */
const TYPING_RESTS = 120;

export interface LogSearch {
  readonly text: string;
  /** What the lines are marked by: empty when nothing is searched for. */
  readonly marked: string;
  readonly matches: readonly number[];
  readonly truncated: boolean;
  /** Index in `matches` of the line that is shown; null before the first step. */
  readonly at: number | null;
  readonly currentLine: number | null;
  readonly searching: boolean;
  readonly failed: boolean;
  readonly setText: (text: string) => void;
  readonly next: () => void;
  readonly previous: () => void;
}

/** The search in a log: asked of the backend, which reads the whole log; kept up to date while the log grows. */
export const useLogSearch = (log: ShownLog, view: LogView, bytes: number): LogSearch => {
  const [text, setText] = useState('');
  const [currentLine, setCurrentLine] = useState<number | null>(null);
  const [settled] = useDebouncedValue(text, TYPING_RESTS);
  const searched = useRef(0);
  const grown = useRef(bytes);
  grown.current = bytes;
  const { data, isFetching, isError } = useQuery({
    queryKey: ['logSearch', log.name, settled],
    queryFn: ({ signal }) => {
      searched.current = grown.current;
      return log.search(settled, signal);
    },
    enabled: settled !== '',
    staleTime: 0,
    gcTime: 10_000,
    refetchInterval: () => (grown.current === searched.current ? false : AGAIN_AFTER),
  });
  const matches = settled === '' || data === undefined ? none : data.lines;

  const step = useCallback(
    (forward: boolean) => {
      const { from } = view.state();
      const base = currentLine ?? (forward ? from - 1 : from);
      const index = forward ? matchFrom(matches, base + 1) : matchBefore(matches, base);
      const line = index === null ? undefined : matches[index];
      if (line === undefined) return;
      if (currentLine !== null && forward !== line > currentLine)
        announce(forward ? 'Search goes on from the first line' : 'Search goes on from the last line');
      setCurrentLine(line);
      view.show(line);
    },
    [view, matches, currentLine],
  );

  // A new text goes to its first match by itself; news of the log do not move the view.
  const shownFor = useRef('');
  useEffect(() => {
    if (settled === shownFor.current || (settled !== '' && data === undefined)) return;
    shownFor.current = settled;
    if (settled === '') return setCurrentLine(null);
    const index = matchFrom(matches, view.state().from);
    const line = index === null ? null : (matches[index] ?? null);
    setCurrentLine(line);
    if (line !== null) view.show(line);
    announce(
      matches.length === 0 ? `Nothing found for ${settled}` : `${matches.length.toLocaleString('en-GB')} lines found`,
    );
  }, [settled, data, matches, view]);

  const at = currentLine === null ? null : matchFrom(matches, currentLine);
  return {
    text,
    marked: settled,
    matches,
    truncated: data?.truncated === true && settled !== '',
    at,
    currentLine: settled === '' ? null : currentLine,
    searching: settled !== '' && (isFetching || text !== settled) && data === undefined,
    failed: isError && settled !== '',
    setText,
    next: useCallback(() => step(true), [step]),
    previous: useCallback(() => step(false), [step]),
  };
};

const none: readonly number[] = [];
