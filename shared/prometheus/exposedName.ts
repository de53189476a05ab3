import { seriesUnit } from '../monitor/seriesUnit.ts';

/** How a series of Pitwall is called in Prometheus. */
export interface ExposedName {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** A value times this is in base units. */
  readonly factor: number;
}

/** Prometheus' base units: https://prometheus.io/docs/practices/naming/#base-units */
const baseUnits: Readonly<Record<string, readonly [suffix: string, factor: number]>> = {
  ms: ['_seconds', 0.001],
  days: ['_seconds', 86_400],
  '%': ['_ratio', 0.01],
  bytes: ['_bytes', 1],
  'bytes/s': ['_bytes_per_second', 1],
  '1/s': ['_per_second', 1],
};

/** The name by the kind, with what it is about as labels: `path.edge.firstByte` is `pitwall_path_first_byte_seconds{hop="edge"}`,
 * `disk.used:/srv` is `pitwall_disk_used_ratio{mountpoint="/srv"}`, `http.p95` is `pitwall_http_latency_seconds{percentile="95"}`. */
export const exposedName = (series: string): ExposedName => {
  const colon = series.indexOf(':');
  const kind = colon === -1 ? series : series.slice(0, colon);
  const subject = colon === -1 ? null : series.slice(colon + 1).replaceAll('%20', ' ');
  const [suffix, factor] = baseUnits[seriesUnit(series)] ?? ['', 1];
  const about: Record<string, string> = subject === null ? {} : { [subjectLabel(kind)]: subject };
  const [, hop, part] = /^path\.([a-z]+)\.(\w+)$/.exec(kind) ?? [];
  if (hop !== undefined && part !== undefined) {
    const what = part === 'certificate' ? 'certificate_left' : snake(part);
    return { name: `pitwall_path_${what}${suffix}`, labels: { hop, ...about }, factor };
  }
  const [, percent] = /^http\.p(\d{1,2})$/.exec(kind) ?? [];
  if (percent !== undefined)
    return {
      name: `pitwall_http_latency${suffix}`,
      labels: { percentile: percent, ...about },
      factor,
    };
  const [, status] = /^http\.(\dxx)$/.exec(kind) ?? [];
  if (status !== undefined)
    return { name: `pitwall_http_responses${suffix}`, labels: { class: status, ...about }, factor };
  return { name: `pitwall_${snake(kind)}${suffix}`, labels: about, factor };
};

const subjectLabel = (kind: string): string =>
  kind.startsWith('disk.') ? 'mountpoint' : kind.startsWith('net.') ? 'device' : 'subject';

const snake = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^a-zA-Z0-9]+/g, '_')
    .toLowerCase();
