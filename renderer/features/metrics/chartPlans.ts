import { hopNames } from '../../../shared/monitor/hop.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { seriesUnit } from '../../../shared/monitor/seriesUnit.ts';

export interface PlannedSeries {
  readonly name: SeriesName;
  readonly label: string;
}

/** Which series stand in one chart, and what it is called. */
export interface ChartPlan {
  readonly id: string;
  readonly title: string;
  /** What users feel comes before what the server does. */
  readonly group: 'Path' | 'Requests' | 'Server' | 'Other';
  readonly unit: string;
  /** The upper end of the scale, where there is a natural one. */
  readonly most: number | null;
  readonly series: readonly PlannedSeries[];
}

/** More lines than colours and dashes cannot be told apart. */
const MOST_LINES = 6;

interface Kind extends Pick<ChartPlan, 'id' | 'title' | 'group'> {
  /** Which names belong to it; the first group names the line. */
  readonly names: RegExp;
  readonly labels?: Readonly<Record<string, string>>;
  readonly most?: number;
  /** In which order the lines come; others behind, by name. */
  readonly order?: readonly string[];
}

const hopTitles = { dns: 'DNS', edge: 'Edge', server: 'Server', nginx: 'nginx', app: 'App' } as const;

const kinds: readonly Kind[] = [
  { id: 'latency', title: 'Response time', group: 'Requests', names: /^http\.(p\d+|mean)$/ },
  { id: 'errors', title: 'Error rate', group: 'Requests', names: /^http\.(errors?(?:[.:].*)?)$/ },
  { id: 'codes', title: 'Response codes', group: 'Requests', names: /^http\.(?:status\.|code\.)?(\dxx)$/ },
  { id: 'rate', title: 'Requests', group: 'Requests', names: /^http\.(rate|requests)$/ },
  { id: 'path', title: 'Time of each hop', group: 'Path', names: /^path\.([a-z]+)\.total$/, order: hopNames },
  ...(['edge', 'nginx', 'app', 'server', 'dns'] as const).map(
    (hop): Kind => ({
      id: hop,
      title: `${hopTitles[hop]}, parts of a look`,
      group: 'Path',
      names: new RegExp(`^path\\.${hop}\\.(dns|connect|tls|firstByte)$`),
      order: ['dns', 'connect', 'tls', 'firstByte'],
    }),
  ),
  {
    id: 'probe',
    title: 'Probe of Prometheus, parts of a look',
    group: 'Path',
    names: /^probe\.(total|dns|connect|tls|firstByte)$/,
    order: ['total', 'dns', 'connect', 'tls', 'firstByte'],
  },
  { id: 'probe-success', title: 'Probe of Prometheus', group: 'Path', names: /^probe\.(success)$/, most: 1 },
  {
    id: 'probe-certificate',
    title: 'Probe of Prometheus, certificate, days left',
    group: 'Path',
    names: /^probe\.(certificate)$/,
  },
  { id: 'certificate', title: 'Certificate, days left', group: 'Path', names: /^path\.([a-z]+)\.certificate$/ },
  {
    id: 'cpu',
    title: 'Processor',
    group: 'Server',
    names: /^cpu\.(\w+)$/,
    most: 100,
    order: ['busy', 'user', 'system', 'iowait', 'steal'],
  },
  { id: 'load', title: 'Load', group: 'Server', names: /^load\.(\d+)$/, labels: { 1: 'mean of 1 min' } },
  { id: 'memory', title: 'Memory in use', group: 'Server', names: /^((?:memory|swap)\.used)$/, most: 100 },
  { id: 'available', title: 'Memory available', group: 'Server', names: /^memory\.(available)$/ },
  { id: 'disks', title: 'Disks, space in use', group: 'Server', names: /^disk\.used:(.+)$/, most: 100 },
  { id: 'inodes', title: 'Disks, inodes in use', group: 'Server', names: /^disk\.inodes:(.+)$/, most: 100 },
  { id: 'network', title: 'Network', group: 'Server', names: /^net\.((?:in|out):.+)$/ },
];

const words: Readonly<Record<string, string>> = {
  firstByte: 'first byte',
  connect: 'connect',
  tls: 'TLS',
  dns: 'DNS',
  iowait: 'waiting for disks',
  steal: 'taken by the host',
  'memory.used': 'memory',
  'swap.used': 'swap',
};

const labelOf = (text: string, labels: Kind['labels']): string => {
  const [, direction, place] = /^(in|out):(.+)$/.exec(text) ?? [];
  if (direction !== undefined && place !== undefined) return `${place} ${direction}`;
  return labels?.[text] ?? words[text] ?? text.replaceAll('%20', ' ');
};

const placeIn = (order: Kind['order'], text: string): number => {
  const place = order?.indexOf(text) ?? 0;
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
};

/** The charts for what was measured: related series together, at most six in one; names nobody foresaw get charts of their own. */
export const chartPlans = (names: readonly SeriesName[]): readonly ChartPlan[] => {
  const rest = new Set(names);
  const plans = kinds.flatMap((kind) => {
    const series = names.flatMap((name) => {
      const [, text] = rest.has(name) ? (kind.names.exec(name) ?? []) : [];
      return text === undefined ? [] : [{ name, label: labelOf(text, kind.labels), place: placeIn(kind.order, text) }];
    });
    for (const { name } of series) rest.delete(name);
    series.sort((a, b) => a.place - b.place);
    const lines = series.map(({ name, label }) => ({ name, label }));
    return split({ ...kind, most: kind.most ?? null, unit: seriesUnit(series[0]?.name ?? '') }, lines);
  });
  const others = new Map<string, PlannedSeries[]>();
  for (const name of rest) {
    const title = name.split(/[.:]/)[0] ?? name;
    others.set(title, [...(others.get(title) ?? []), { name, label: name }]);
  }
  return [
    ...plans,
    ...[...others].flatMap(([title, series]) =>
      split(
        { id: `other-${title}`, title, group: 'Other', most: null, unit: seriesUnit(series[0]?.name ?? '') },
        series,
      ),
    ),
  ];
};

const split = (plan: Omit<ChartPlan, 'series'>, series: readonly PlannedSeries[]): readonly ChartPlan[] => {
  const { id, title, group, most, unit } = plan;
  const parts = Math.ceil(series.length / MOST_LINES);
  return Array.from({ length: parts }, (_, part) => ({
    id: part === 0 ? id : `${id}-${part + 1}`,
    title: parts === 1 ? title : `${title} (${part + 1} of ${parts})`,
    group,
    most,
    unit,
    series: series.slice(part * MOST_LINES, (part + 1) * MOST_LINES),
  }));
};
