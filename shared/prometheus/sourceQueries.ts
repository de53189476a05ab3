import type { PrometheusSource } from './prometheusSource.ts';
import { usualQueries } from './usualQueries.ts';

/** What is asked of a source for one kind of series. */
export interface SourceQuery {
  readonly kind: string;
  /** With its placeholders. */
  readonly query: string;
  readonly by: string | null;
}

/** Everything a source is asked for: the usual expressions, those set in their place, and those of kinds of one's own. */
export const sourceQueries = ({ queries }: Pick<PrometheusSource, 'queries'>): readonly SourceQuery[] => {
  const usual = usualQueries.map(({ kind, query, by }) => ({
    kind,
    by,
    query: kind in queries ? queries[kind] : query,
  }));
  const known = new Set(usualQueries.map(({ kind }) => kind));
  const own = Object.entries(queries).flatMap(([kind, query]) => (known.has(kind) ? [] : [{ kind, query, by: null }]));
  return [...usual, ...own].flatMap(({ kind, query, by }) => (query == null ? [] : [{ kind, query, by }]));
};
