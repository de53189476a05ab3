import type { RefObject } from 'react';
import { useShownKeys } from '../shownKeys.ts';
import { type KeyAct, useScreenKeys } from '../useScreenKeys.ts';
import { logKeys } from './logKeys.ts';
import type { LogView } from './logView.ts';
import type { LineChoice } from './useLineChoice.ts';
import type { LogSearch } from './useLogSearch.ts';
import { ROW } from './virtualWindow.ts';

interface Acts {
  readonly view: LogView;
  readonly search: LogSearch;
  readonly choice: LineChoice;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly toggleWrap: () => void;
  readonly toggleTimes: () => void;
  readonly copy: () => void;
  readonly save: () => void;
}

/** Everything the console can do, by key. */
export const useLogKeys = ({ view, search, choice, searchField, scroller, ...acts }: Acts): void => {
  useShownKeys(logKeys);
  const page = () => Math.max(ROW, view.state().extent.viewport - 2 * ROW);
  const lines = () => Math.max(1, Math.floor(page() / ROW));
  const does = (act: () => void): KeyAct => {
    return () => {
      act();
      return true;
    };
  };
  const find = does(() => {
    searchField.current?.focus();
    searchField.current?.select();
  });
  const scroll = (pixels: () => number) => does(() => view.scrollBy(pixels()));
  const sideways = (pixels: number) => does(() => scroller.current?.scrollBy(pixels, 0));
  const leave: KeyAct = () => {
    if (choice.range === null) return false;
    choice.clear();
    return true;
  };
  useScreenKeys({
    '/': find,
    'Mod+f': find,
    n: does(search.next),
    N: does(search.previous),
    f: does(() => (view.state().following ? view.pause() : view.follow())),
    w: does(acts.toggleWrap),
    t: does(acts.toggleTimes),
    s: does(acts.save),
    Home: does(view.toStart),
    End: does(view.follow),
    ArrowUp: scroll(() => -ROW),
    ArrowDown: scroll(() => ROW),
    ArrowLeft: sideways(-80),
    ArrowRight: sideways(80),
    PageUp: scroll(() => -page()),
    PageDown: scroll(page),
    'Shift+ArrowUp': does(() => choice.extendBy(-1)),
    'Shift+ArrowDown': does(() => choice.extendBy(1)),
    'Shift+PageUp': does(() => choice.extendBy(-lines())),
    'Shift+PageDown': does(() => choice.extendBy(lines())),
    'Shift+Home': does(() => choice.extendBy(Number.NEGATIVE_INFINITY)),
    'Shift+End': does(() => choice.extendBy(Number.POSITIVE_INFINITY)),
    'Mod+a': () => {
      if (document.activeElement !== scroller.current) return false;
      choice.all();
      return true;
    },
    'Mod+c': () => {
      // Text selected by hand is the browser's to copy.
      if (choice.range === null || document.getSelection()?.isCollapsed === false) return false;
      acts.copy();
      return true;
    },
    Escape: leave,
  });
};
