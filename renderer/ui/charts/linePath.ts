import type { Bucket } from '../../../shared/monitor/series.ts';

/** Turns values into places of the drawing. */
export interface PlotScale {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

const place = (value: number): string => String(Math.round(value * 10) / 10);

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

/** The means as one SVG path; a bucket alone between two gaps is a short dash, so that it can be seen. */
export const linePath = (buckets: readonly Bucket[], step: number, { x, y }: PlotScale): string =>
  withoutGaps(buckets, step)
    .map((part) => {
      const points = part.map(({ at, mean }) => `${place(x(at))} ${place(y(mean))}`);
      return points.length === 1 ? `M${points[0] ?? ''}h2` : `M${points.join('L')}`;
    })
    .join('');

/** From the maxima and back along the minima, a closed shape for each stretch without a gap; buckets of one sample have no width. */
export const bandPath = (buckets: readonly Bucket[], step: number, { x, y }: PlotScale): string =>
  withoutGaps(buckets, step)
    .filter((part) => part.length > 1 && part.some(({ min, max }) => min < max))
    .map((part) => {
      const there = part.map(({ at, max }) => `${place(x(at))} ${place(y(max))}`);
      const back = part.map(({ at, min }) => `${place(x(at))} ${place(y(min))}`).reverse();
      return `M${[...there, ...back].join('L')}Z`;
    })
    .join('');
