import type { EnvironmentId } from '../../../shared/ids.ts';
import type { TriedQuery } from '../../../shared/prometheus/contract.ts';
import { expandQuery } from '../../../shared/prometheus/expandQuery.ts';
import type { PrometheusSource } from '../../../shared/prometheus/prometheusSource.ts';
import { promSeriesName } from '../../../shared/prometheus/promSamples.ts';
import { usualQueries } from '../../../shared/prometheus/usualQueries.ts';
import type { PrometheusDeps } from './prometheusDeps.ts';
import { PrometheusTrouble } from './prometheusTrouble.ts';
import { queryNow } from './querySource.ts';
import { sourceSecretFor } from './sourceSecret.ts';

const MOST_SHOWN = 20;

export interface TryQueryInput {
  readonly environment: EnvironmentId;
  readonly source: PrometheusSource;
  readonly kind: string;
  readonly query: string;
}

/** Asks for one expression now. Whatever goes wrong is an answer, too. */
export const tryQuery = async (
  deps: Pick<PrometheusDeps, 'clock' | 'vault' | 'timeoutMs'>,
  { environment, source, kind, query }: TryQueryInput,
  signal: AbortSignal = new AbortController().signal,
): Promise<TriedQuery> => {
  const sent = expandQuery(query, source, 0);
  try {
    const secret = sourceSecretFor(deps.vault, environment, source.url);
    const answer = await queryNow(query, { ...deps, source, secret, signal });
    if (answer.kind === 'refused') return { query: sent, result: { kind: 'refused', ...answer.error } };
    const by = usualQueries.find((usual) => usual.kind === kind)?.by ?? null;
    const several = answer.series.length > 1;
    const series = answer.series.slice(0, MOST_SHOWN).map(({ labels, points }) => ({
      name: promSeriesName({ kind, by }, labels, several),
      labels: { ...labels },
      value: points.at(-1)?.value ?? null,
    }));
    return { query: sent, result: { kind: 'series', count: answer.series.length, series } };
  } catch (error) {
    if (!(error instanceof PrometheusTrouble)) throw error;
    return { query: sent, result: { kind: 'refused', message: error.message, line: null, column: null } };
  }
};
