import { type RefObject, useEffect, useState } from 'react';
import type { LogView } from './logView.ts';

interface Sized {
  readonly view: LogView;
  readonly scroller: RefObject<HTMLElement | null>;
  /** A hundred characters, whose width tells one's: it changes when the font has been loaded or the page is zoomed. */
  readonly probe: RefObject<HTMLElement | null>;
  /** Characters that numbers and times take at the left. */
  readonly gutter: number;
}

export interface LogSize {
  /** Characters that fit beside each other. */
  readonly fit: number;
  /** Width of one in pixels. */
  readonly character: number;
}

/** How much room the lines have, now and whenever that changes; the view is told. */
export const useLogSize = ({ view, scroller, probe, gutter }: Sized): LogSize => {
  const [size, setSize] = useState<LogSize>({ fit: 80, character: 7.2 });
  useEffect(() => {
    const [box, hundred] = [scroller.current, probe.current];
    if (box === null || hundred === null) return;
    const measure = () => {
      const character = hundred.getBoundingClientRect().width / 100;
      // Not drawn: hidden by an ancestor. The last size stands.
      if (character === 0) return;
      const fit = Math.max(1, Math.floor(box.clientWidth / character) - gutter);
      setSize((last) => (last.fit === fit && last.character === character ? last : { fit, character }));
      view.resize(box.clientHeight, fit);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    observer.observe(hundred);
    measure();
    return () => observer.disconnect();
  }, [view, scroller, probe, gutter]);
  return size;
};
