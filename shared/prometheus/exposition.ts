/** One value of a metric. */
export interface ExposedValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly values: readonly ExposedValue[];
}

/** The content type of `exposition`. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Metrics as text that Prometheus scrapes, all of them gauges; of values with the same labels the first counts, for two would spoil the whole
 * scrape. https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format, version 0.0.4. */
export const exposition = (families: readonly MetricFamily[]): string =>
  families
    .filter(({ values }) => values.length > 0)
    .map(({ name, help, values }) => {
      const lines = new Map<string, string>();
      for (const { labels, value } of values) {
        const series = `${name}${labelText(labels)}`;
        if (!lines.has(series)) lines.set(series, `${series} ${numberText(value)}`);
      }
      return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} gauge\n${[...lines.values()].join('\n')}\n`;
    })
    .join('');

const labelText = (labels: ExposedValue['labels']): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

/** Backslash, line feed and double quote are escaped; half a surrogate pair would be no UTF-8. */
const escapeLabel = (text: string): string =>
  wellFormed(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
const escapeHelp = (text: string): string => wellFormed(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');

const numberText = (value: number): string =>
  Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? String(value + 0) : value > 0 ? '+Inf' : '-Inf';
