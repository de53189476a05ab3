import { type RefObject, useEffect } from 'react';
import type { LogView } from './logView.ts';

interface Sized {
  readonly view: LogView;
  readonly scroller: RefObject<HTMLElement | null>;
  /** A hundred characters, whose width tells one's: it changes when the font has been loaded or the page is zoomed. */
  readonly probe: RefObject<HTMLElement | null>;
  /** Characters that numbers and times take at the left. */
  readonly gutter: number;
}

/** Tells the view how much room it has, now and whenever that changes. */
export const useLogSize = ({ view, scroller, probe, gutter }: Sized): void => {
  useEffect(() => {
    const [box, hundred] = [scroller.current, probe.current];
    if (box === null || hundred === null) return;
    const measure = () => {
      const character = hundred.getBoundingClientRect().width / 100;
      const columns = character > 0 ? Math.floor(box.clientWidth / character) - gutter : 80;
      view.resize(box.clientHeight, columns);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    observer.observe(hundred);
    measure();
    return () => observer.disconnect();
  }, [view, scroller, probe, gutter]);
};
