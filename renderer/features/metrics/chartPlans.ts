import type { SeriesName } from '../../../shared/monitor/series.ts';
import { type SeriesKind, seriesKinds } from '../../../shared/monitor/seriesKinds.ts';
import { seriesUnit } from '../../../shared/monitor/seriesUnit.ts';

export interface PlannedSeries {
  readonly name: SeriesName;
  readonly label: string;
}

/** Which series stand in one chart, and what it is called. */
export interface ChartPlan {
  readonly id: string;
  readonly title: string;
  readonly group: SeriesKind['group'] | 'Other';
  readonly unit: string;
  /** The upper end of the scale, where there is a natural one. */
  readonly most: number | null;
  readonly series: readonly PlannedSeries[];
}

/** More lines than colours and dashes cannot be told apart. */
const MOST_LINES = 6;

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

const labelOf = (text: string, { label }: SeriesKind): string => {
  const [, direction, place] = /^(in|out):(.+)$/.exec(text) ?? [];
  if (direction !== undefined && place !== undefined) return `${place} ${direction}`;
  return label?.(text) ?? words[text] ?? text.replaceAll('%20', ' ');
};

const placeIn = (order: SeriesKind['order'], text: string): number => {
  const place = order?.indexOf(text) ?? 0;
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
};

/** The charts for what was measured: related series together, at most six in one; names nobody foresaw get charts of their own. */
export const chartPlans = (names: readonly SeriesName[]): readonly ChartPlan[] => {
  const rest = new Set(names);
  const plans = seriesKinds.flatMap((kind) => {
    const series = names.flatMap((name) => {
      const [, text] = rest.has(name) ? (kind.names.exec(name) ?? []) : [];
      return text === undefined ? [] : [{ name, label: labelOf(text, kind), place: placeIn(kind.order, text) }];
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
