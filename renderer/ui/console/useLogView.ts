import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConnection } from '../../backend/connect.ts';
import { createLogView, type LogView, type LogViewState } from './logView.ts';
import { readingPosition, rememberReading } from './readingPosition.ts';
import type { ShownLog } from './shownLog.ts';

const nextFrame = (callback: () => void): (() => void) => {
  const frame = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(frame);
};

const later = (callback: () => void, milliseconds: number): (() => void) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/** The view of a log while its page is open; null for the first moment. Where it was left is where it opens again.
 *
 * The log must be the same object over renders. */
export const useLogView = ({ name, source }: ShownLog): LogView | null => {
  const [view, setView] = useState<LogView | null>(null);
  useEffect(() => {
    const opened = createLogView({ source, nextFrame, later, startAt: readingPosition(name) });
    const leave = () => {
      const { following, position, total } = opened.state();
      if (total > 0) rememberReading(name, following ? null : position.line);
    };
    setView(opened);
    window.addEventListener('pagehide', leave);
    const stopWaiting = useConnection.subscribe(({ state }) => {
      if (state === 'live') opened.retry();
    });
    return () => {
      stopWaiting();
      window.removeEventListener('pagehide', leave);
      leave();
      opened.dispose();
    };
  }, [name, source]);
  return view;
};

/** The view's state, drawn anew at most once a frame. */
export const useLogViewState = (view: LogView): LogViewState => useSyncExternalStore(view.subscribe, view.state);
