import { bucketLength } from '../monitor/bucketLength.ts';

/** Prometheus refuses a request for more points of a series than this (`exceeded maximum resolution of 11,000 points per timeseries`). */
export const MOST_POINTS = 11_000;

/** One request of /api/v1/query_range: both ends are asked for. Milliseconds. */
export interface QueryPage {
  readonly start: number;
  readonly end: number;
}

/** The step for a window on a chart of so many points, in milliseconds: whole seconds, and never shorter than a scrape, between two of which
 * there is nothing to see. */
export const queryStep = (from: number, to: number, points: number, scrapeSeconds: number): number =>
  Math.max(bucketLength(from, to, points), scrapeSeconds * 1000);

/** A window in requests that Prometheus answers. All moments are whole multiples of the step, so that a chart that moves on asks for the same
 * ones again and does not flicker. */
export const queryPages = (from: number, to: number, step: number, most = MOST_POINTS): readonly QueryPage[] => {
  const first = Math.ceil(from / step) * step;
  const last = Math.floor(to / step) * step;
  const pages: QueryPage[] = [];
  for (let start = first; start <= last; start += most * step)
    pages.push({ start, end: Math.min(last, start + (most - 1) * step) });
  return pages;
};
