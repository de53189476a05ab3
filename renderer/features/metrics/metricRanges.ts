const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a stretch up to now the charts show. */
export interface MetricRange {
  readonly name: RangeName;
  readonly label: string;
  /** Milliseconds. */
  readonly length: number;
}

export const rangeNames = ['15m', '1h', '6h', '24h', '7d', '30d', '90d', '1y'] as const;
export type RangeName = (typeof rangeNames)[number];

const lengths: Readonly<Record<RangeName, readonly [label: string, length: number]>> = {
  '15m': ['15 min', 15 * MINUTE],
  '1h': ['1 h', HOUR],
  '6h': ['6 h', 6 * HOUR],
  '24h': ['24 h', DAY],
  '7d': ['7 d', 7 * DAY],
  '30d': ['30 d', 30 * DAY],
  '90d': ['90 d', 90 * DAY],
  '1y': ['1 year', 365 * DAY],
};

export const metricRanges: readonly MetricRange[] = rangeNames.map((name) => ({
  name,
  label: lengths[name][0],
  length: lengths[name][1],
}));

export const rangeOf = (name: RangeName): MetricRange => ({ name, label: lengths[name][0], length: lengths[name][1] });

/** The right edge moves on by such steps, in milliseconds: each time all is drawn anew, which a sixtieth of the width is worth. */
export const edgeStep = (length: number): number => Math.round(length / 60);

/** How often a live chart is read, in milliseconds: a pixel's worth, at most every two seconds and at least once a minute. */
export const refreshStep = (length: number): number => Math.min(60_000, Math.max(2_000, Math.round(length / 500)));
