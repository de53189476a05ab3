import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { PlotScale } from './linePath.ts';

export interface Plot extends PlotScale {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The moment at a place of the drawing. */
  readonly moment: (x: number) => number;
}

/** The drawing area of the chart around a layer, with scales that are plain multiplications: recharts' own look up an axis at each call.
 * Null before the chart has been laid out. */
export const usePlotScale = (from: number, to: number, maximum: number): Plot | null => {
  const area = usePlotArea();
  const [xOf, yOf] = [useXAxisScale(), useYAxisScale()];
  const [left, right, bottom, top] = [xOf?.(from), xOf?.(to), yOf?.(0), yOf?.(maximum)];
  const [areaLeft, areaTop, width, height] = [area?.x, area?.y, area?.width, area?.height];
  return useMemo(() => {
    if (left === undefined || right === undefined || bottom === undefined || top === undefined) return null;
    if (areaLeft === undefined || areaTop === undefined || width === undefined || height === undefined) return null;
    const perMs = (right - left) / Math.max(1, to - from);
    const perUnit = (top - bottom) / maximum;
    return {
      left: areaLeft,
      top: areaTop,
      width,
      height,
      x: (at) => left + (at - from) * perMs,
      y: (value) => bottom + value * perUnit,
      moment: (x) => from + (x - left) / perMs,
    };
  }, [left, right, bottom, top, areaLeft, areaTop, width, height, from, to, maximum]);
};
