import type { PrometheusSource } from './prometheusSource.ts';

/** A gap is four scrapes long: with fewer, one that came late would tear a hole (the same as Grafana's `$__rate_interval`). */
const SCRAPES = 4;

/** Fills in `$labels` and `$probe` by the source's matchers, and `$window` by a duration that holds a few scrapes and at least a step, so that
 * nothing between two points of a chart is left out. `stepSeconds` 0: a single moment. */
export const expandQuery = (
  query: string,
  { labels, probe, scrapeSeconds }: Pick<PrometheusSource, 'labels' | 'probe' | 'scrapeSeconds'>,
  stepSeconds: number,
): string => {
  const window = Math.max(Math.ceil(stepSeconds), scrapeSeconds * SCRAPES);
  const fill: Readonly<Record<string, string>> = {
    $labels: withoutComma(labels),
    $probe: withoutComma(probe),
    $window: `${window}s`,
  };
  return query.replaceAll(/\$(?:labels|probe|window)\b/g, (name) => fill[name] ?? name).replaceAll(/,\s*\}/g, '}');
};

const withoutComma = (matchers: string): string => matchers.trim().replace(/,$/, '').trim();
