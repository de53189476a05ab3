import { type RefObject, useEffect } from 'react';
import { withoutColors } from './ansiSpans.ts';
import { foldProgress } from './foldProgress.ts';
import type { LogViewState } from './logView.ts';
import { matchesIn } from './markMatches.ts';
import type { LogSearch } from './useLogSearch.ts';
import { visibleText } from './visibleText.ts';

interface Sideways {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly state: LogViewState;
  readonly search: LogSearch;
  readonly character: number;
  readonly fit: number;
}

/** Scrolls sideways when the match that the search stands at is out of sight in its long line. */
export const useSidewaysToMatch = ({ scroller, state, search, character, fit }: Sideways): void => {
  const { currentLine, marked } = search;
  const line = currentLine === null ? undefined : state.lines[currentLine - state.from];
  useEffect(() => {
    const element = scroller.current;
    if (element === null || line === undefined || state.wrap) return;
    const column = matchesIn(visibleText(withoutColors(foldProgress(line.text).text)), marked)[0];
    if (column === undefined) return;
    const first = element.scrollLeft / character;
    if (column < first || column + marked.length > first + fit)
      element.scrollLeft = Math.max(0, column - Math.floor(fit / 3)) * character;
  }, [scroller, line, marked, character, fit, state.wrap]);
};
