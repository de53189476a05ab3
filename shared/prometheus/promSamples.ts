import type { Bucket, SeriesData } from '../monitor/series.ts';
import { seriesUnit } from '../monitor/seriesUnit.ts';
import type { PromSeries } from './queryAnswer.ts';
import type { SourceQuery } from './sourceQueries.ts';

/** What Pitwall calls a series of an answer: its kind, and what it is about where there are several (`disk.used:/srv`). White space becomes
 * `%20`, as in series that Pitwall measures itself. */
export const promSeriesName = (
  { kind, by }: Pick<SourceQuery, 'kind' | 'by'>,
  labels: PromSeries['labels'],
  several: boolean,
): string => {
  const subject = by !== null && labels[by] !== undefined ? labels[by] : several ? allLabels(labels) : '';
  const place = subject.replaceAll(/[\s\p{Cc}]/gu, '%20').slice(0, 200);
  return place === '' ? kind : `${kind}:${place}`;
};

const allLabels = (labels: PromSeries['labels']): string =>
  Object.entries(labels)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join(',');

/** The newest value of each series of an answer. Of two with one name the first counts. */
export const promSamples = (
  query: Pick<SourceQuery, 'kind' | 'by'>,
  series: readonly PromSeries[],
): readonly { readonly name: string; readonly at: number; readonly value: number }[] => {
  const samples = new Map<string, { readonly name: string; readonly at: number; readonly value: number }>();
  for (const { labels, points } of series) {
    const name = promSeriesName(query, labels, series.length > 1);
    const newest = points.at(-1);
    if (newest !== undefined && !samples.has(name))
      samples.set(name, { name, at: newest.at, value: tenThousandths(newest.value) });
  }
  return [...samples.values()];
};

/** One series of an answer over a window, page by page, as a chart takes it. A moment without a value is left out: a gap stays a gap. */
export const promSeriesData = (
  name: string,
  query: Pick<SourceQuery, 'kind' | 'by'>,
  pages: readonly (readonly PromSeries[])[],
  step: number,
): SeriesData => {
  const buckets: Bucket[] = [];
  for (const series of pages) {
    const found = series.find(({ labels }) => promSeriesName(query, labels, series.length > 1) === name);
    for (const { at, value } of found?.points ?? [])
      if (at > (buckets.at(-1)?.at ?? -1)) buckets.push({ at, min: value, max: value, mean: value, count: 1 });
  }
  return { name, unit: seriesUnit(name), step: Math.round(step * 1.5), buckets };
};

const tenThousandths = (value: number): number => (Math.abs(value) < 1e9 ? Math.round(value * 10_000) / 10_000 : value);
