import { type RefObject, useCallback, useEffect, useState } from 'react';
import { type Columns, columnsAround } from './lineParts.ts';
import type { LogSize } from './useLogSize.ts';

interface Sideways extends LogSize {
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Which characters of long lines are drawn, by how far the lines are scrolled sideways; the same object as long as they are the same. */
export const useColumns = ({ scroller, fit, character }: Sideways): readonly [Columns, () => void] => {
  const [columns, setColumns] = useState(() => columnsAround(0, fit));
  const look = useCallback(() => {
    const first = Math.floor((scroller.current?.scrollLeft ?? 0) / character);
    const next = columnsAround(first, fit);
    setColumns((last) => (last.from === next.from && last.to === next.to ? last : next));
  }, [scroller, fit, character]);
  useEffect(look, [look]);
  return [columns, look];
};
