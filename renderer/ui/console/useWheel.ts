import { type RefObject, useEffect } from 'react';
import type { LogView } from './logView.ts';
import { ROW } from './virtualWindow.ts';

/** Moves the view by the wheel's own pixels, however much the scroll bar's track is shortened. */
export const useWheel = (scroller: RefObject<HTMLElement | null>, view: LogView): void => {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.defaultPrevented) return;
      const unit = event.deltaMode === 1 ? ROW : event.deltaMode === 2 ? element.clientHeight : 1;
      const sideways = event.shiftKey && event.deltaX === 0;
      event.preventDefault();
      element.scrollLeft += (sideways ? event.deltaY : event.deltaX) * unit;
      if (!sideways && event.deltaY !== 0) view.scrollBy(event.deltaY * unit);
    };
    // Not passive, as React would make it: the browser must not scroll the track on its own.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, view]);
};
