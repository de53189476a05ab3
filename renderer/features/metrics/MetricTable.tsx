import type { Bucket } from '../../../shared/monitor/series.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import type { ChartPlan } from './chartPlans.ts';
import { formatValue } from './formatValue.ts';
import styles from './MetricTable.module.css';
import type { ReadSeries } from './metricsQueries.ts';
import { momentText } from './shownWindow.ts';

/** Rows that a page can take; the file has all of them. */
const MOST = 200;

/** A mean with its minimum and maximum, in pixels. */
const WIDE = 180;

interface Row {
  readonly at: number;
  readonly values: ReadonlyMap<string, Bucket>;
}

const rowsOf = ({ series }: ReadSeries): readonly Row[] => {
  const rows = new Map<number, Map<string, Bucket>>();
  for (const { name, buckets } of series)
    for (const bucket of buckets) {
      const row = rows.get(bucket.at) ?? new Map<string, Bucket>();
      row.set(name, bucket);
      rows.set(bucket.at, row);
    }
  return [...rows].map(([at, values]) => ({ at, values })).sort((a, b) => b.at - a.at);
};

const textOf = (bucket: Bucket | undefined, unit: string): string => {
  if (bucket === undefined) return '';
  const mean = formatValue(bucket.mean, unit);
  return bucket.min === bucket.max
    ? mean
    : `${mean} (${formatValue(bucket.min, unit)} – ${formatValue(bucket.max, unit)})`;
};

/** The figures of a chart, newest first: the mean of each step, with minimum and maximum where they differ. */
export const MetricTable = ({ plan, read }: { readonly plan: ChartPlan; readonly read: ReadSeries }) => {
  const rows = rowsOf(read);
  const columns: readonly Column<Row>[] = [
    { key: 'at', title: 'Time', width: '170px', cell: ({ at }) => momentText(at) },
    ...plan.series.map(({ name, label }) => ({
      key: name,
      title: label,
      kind: 'figure' as const,
      cell: ({ values }: Row) => textOf(values.get(name), plan.unit),
    })),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.table} tabIndex={0} aria-label={`${plan.title}, the figures`}>
      <div style={{ minWidth: 180 + plan.series.length * WIDE }}>
        <DataTable caption={plan.title} columns={columns} rows={rows.slice(0, MOST)} rowKey={({ at }) => String(at)} />
      </div>
      {rows.length > MOST && (
        <p className={styles.more}>
          The newest {MOST} of {rows.length}; the CSV file has them all.
        </p>
      )}
    </section>
  );
};
