import { expandQuery } from '../../../shared/prometheus/expandQuery.ts';
import type { PrometheusSource } from '../../../shared/prometheus/prometheusSource.ts';
import { type PromAnswer, type PromSeries, readAnswer } from '../../../shared/prometheus/queryAnswer.ts';
import { queryPages } from '../../../shared/prometheus/queryPages.ts';
import type { Clock } from '../clock.ts';
import { askPrometheus } from './askPrometheus.ts';
import { PrometheusTrouble } from './prometheusTrouble.ts';

export interface QuerySourceOptions {
  readonly source: PrometheusSource;
  readonly secret: string | null;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** What an expression gives at this moment, by Prometheus' own clock: one that goes wrong by a minute here makes no gaps. */
export const queryNow = async (query: string, options: QuerySourceOptions): Promise<PromAnswer> => {
  const expanded = expandQuery(query, options.source, 0);
  return readAnswer(await askPrometheus({ ...options, path: 'query', params: { query: expanded } }));
};

/** What an expression gives over a window, page by page. Rejects with PrometheusTrouble, also when the expression is refused. */
export const queryWindow = async (
  query: string,
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
  options: QuerySourceOptions,
): Promise<readonly (readonly PromSeries[])[]> => {
  const expanded = expandQuery(query, options.source, step / 1000);
  const pages: (readonly PromSeries[])[] = [];
  for (const { start, end } of queryPages(from, to, step)) {
    const params = { query: expanded, start: `${start / 1000}`, end: `${end / 1000}`, step: `${step / 1000}` };
    const answer = readAnswer(await askPrometheus({ ...options, path: 'query_range', params }));
    if (answer.kind === 'refused')
      throw new PrometheusTrouble(`Prometheus refused “${expanded}”: ${answer.error.message}`);
    pages.push(answer.series);
  }
  return pages;
};
