import type { Bucket } from '../../../shared/monitor/series.ts';

/** Turns values into places of the drawing. */
export interface PlotScale {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

/** Paths count in tenths of a pixel: whole numbers become text five times as fast as broken ones, and a live chart makes thousands a second.
 * They are drawn in a group scaled by `TENTH`, with strokes that do not scale. */
export const TENTH = 0.1;
const tenths = (value: number): number => Math.round(value / TENTH);

/** Splits buckets where two neighbours lie further apart than `step`: nobody measured in between, so nothing is drawn there. */
export const withoutGaps = (buckets: readonly Bucket[], step: number): readonly (readonly Bucket[])[] => {
  const parts: Bucket[][] = [];
  let last: Bucket | undefined;
  for (const bucket of buckets) {
    if (last === undefined || bucket.at - last.at > step) parts.push([]);
    parts.at(-1)?.push(bucket);
    last = bucket;
  }
  return parts;
};

/** The means as one SVG path, in tenths of a pixel; a bucket alone between two gaps is a short dash, so that it can be seen. */
export const linePath = (buckets: readonly Bucket[], step: number, { x, y }: PlotScale): string => {
  let path = '';
  let last: Bucket | undefined;
  let alone = false;
  for (const bucket of buckets) {
    const goesOn = last !== undefined && bucket.at - last.at <= step;
    if (!goesOn && alone) path += DASH;
    alone = !goesOn;
    path += `${goesOn ? 'L' : 'M'}${tenths(x(bucket.at))} ${tenths(y(bucket.mean))}`;
    last = bucket;
  }
  return alone ? path + DASH : path;
};

/** Two pixels to the right. */
const DASH = 'h20';

/** From the maxima and back along the minima, a closed shape for each stretch without a gap, in tenths of a pixel; buckets of one sample have no
 * width. */
export const bandPath = (buckets: readonly Bucket[], step: number, { x, y }: PlotScale): string =>
  withoutGaps(buckets, step)
    .filter((part) => part.length > 1 && part.some(({ min, max }) => min < max))
    .map((part) => {
      const there = part.map(({ at, max }) => `${tenths(x(at))} ${tenths(y(max))}`);
      const back = part.map(({ at, min }) => `${tenths(x(at))} ${tenths(y(min))}`).reverse();
      return `M${[...there, ...back].join('L')}Z`;
    })
    .join('');
