import { useCallback, useState } from 'react';
import { announce } from '../announce.ts';
import { chooseLine, countOf, firstOf, type LineRange, lastOf } from './lineRange.ts';
import type { LogView } from './logView.ts';

export interface LineChoice {
  readonly range: LineRange | null;
  /** Chooses a line; `extend` all from where the choice began. */
  readonly choose: (line: number, extend: boolean) => void;
  /** Moves the choice's end by lines, from the line at the top when nothing is chosen; the view follows. */
  readonly extendBy: (lines: number) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

const said = (range: LineRange): string =>
  countOf(range) === 1
    ? `Line ${String(firstOf(range) + 1)} chosen`
    : `Lines ${String(firstOf(range) + 1)} to ${String(lastOf(range) + 1)} chosen`;

/** The lines chosen to be copied. They are numbers, so that a choice may reach far over what is drawn. */
export const useLineChoice = (view: LogView): LineChoice => {
  const [range, setRange] = useState<LineRange | null>(null);
  const set = useCallback((next: LineRange | null) => {
    setRange(next);
    announce(next === null ? 'No line chosen' : said(next));
  }, []);
  return {
    range,
    choose: (line, extend) => {
      view.pause();
      set(chooseLine(range, line, extend));
    },
    extendBy: (lines) => {
      const { from, total } = view.state();
      if (total === 0) return;
      const head = range === null ? from : Math.max(0, Math.min(total - 1, range.head + lines));
      set(chooseLine(range, head, true));
      view.show(head);
    },
    all: () => {
      const { total } = view.state();
      view.pause();
      if (total > 0) set({ anchor: 0, head: total - 1 });
    },
    clear: () => {
      if (range !== null) set(null);
    },
  };
};
