import { useEffect, useRef } from 'react';
import { isTyping } from '../../ui/isTyping.ts';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { moved, zoomed } from './chartWindow.ts';
import type { ShownWindow } from './useChartWindow.ts';

const keys: KeyGroup = {
  title: 'Metrics',
  keys: [
    { keys: ['['], act: 'Earlier' },
    { keys: [']'], act: 'Later' },
    { keys: ['+'], act: 'Zoom in' },
    { keys: ['-'], act: 'Zoom out' },
    { keys: ['0'], act: 'Back to now' },
  ],
};

/** Single keys for the stretch of time; dead while something is typed, and in dialogs. */
export const useWindowKeys = (shown: ShownWindow): void => {
  useShownKeys(keys);
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isTyping(event)) return;
      if (event.target instanceof Element && event.target.closest('dialog, [role="dialog"], [role="menu"]') !== null)
        return;
      const { window, show, live } = latest.current;
      const acts: Readonly<Record<string, () => void>> = {
        '[': () => show(moved(window, -1)),
        ']': () => {
          if (!live) show(moved(window, 1));
        },
        '+': () => show(zoomed(window, 0.5)),
        '-': () => show(zoomed(window, 2)),
        '0': () => show(null),
      };
      const act = acts[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    globalThis.addEventListener('keydown', onKey);
    return () => globalThis.removeEventListener('keydown', onKey);
  }, []);
};
