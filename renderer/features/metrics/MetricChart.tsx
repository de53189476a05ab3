import { useQuery } from '@tanstack/react-query';
import { memo, useMemo, useRef, useState } from 'react';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { PlotPointer } from '../../ui/charts/PlotPointer.tsx';
import { ChartLines, SeriesLines } from '../../ui/charts/SeriesLines.tsx';
import { TimeChart } from '../../ui/charts/TimeChart.tsx';
import { useVisible } from '../../ui/charts/useVisible.ts';
import { useWidth } from '../../ui/charts/useWidth.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { AlertSpans } from './AlertSpans.tsx';
import { ChartActs } from './ChartActs.tsx';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartSlider } from './ChartSlider.tsx';
import { ChartSource } from './ChartSource.tsx';
import { chartLines, scaleMaximum } from './chartLines.ts';
import type { ChartPlan } from './chartPlans.ts';
import { before, type ChartWindow } from './chartWindow.ts';
import { DeployMarks } from './DeployMarks.tsx';
import { formatValue } from './formatValue.ts';
import styles from './MetricChart.module.css';
import { MetricTable } from './MetricTable.tsx';
import { type ReadSeries, seriesOf } from './metricsQueries.ts';

interface Props {
  readonly environment: EnvironmentId;
  readonly plan: ChartPlan;
  readonly window: ChartWindow;
  /** How often it is read anew, in milliseconds; false where nothing new comes. */
  readonly refresh: number | false;
  /** Draws the period before behind. */
  readonly compare: boolean;
  /** Draws what lay between minimum and maximum. */
  readonly extremes: boolean;
  readonly onSelect: (from: number, to: number) => void;
}

const HEIGHT = 168;

/** One chart: its lines over the window, their values at the moment that is pointed at, and its figures as a table or a file. It is read only
 * while it can be seen. */
export const MetricChart = memo(({ environment, plan, window, refresh, compare, extremes, onSelect }: Props) => {
  const figure = useRef<HTMLElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const visible = useVisible(figure);
  const [asTable, setAsTable] = useState(false);
  const points = Math.min(1_000, Math.max(100, Math.round(width / 50) * 50));
  const request = { environment, names: plan.series.map(({ name }) => name), points };
  const query = useQuery({
    ...seriesOf({ ...request, ...window }),
    enabled: visible && width > 0,
    refetchInterval: refresh,
  });
  const past = useQuery({ ...seriesOf({ ...request, ...before(window) }), enabled: visible && width > 0 && compare });
  return (
    <figure ref={figure} className={styles.figure} aria-labelledby={`chart-${plan.id}`} data-chart={plan.id}>
      <figcaption className={styles.head}>
        <h3 id={`chart-${plan.id}`}>{plan.title}</h3>
        <ChartActs
          plan={plan}
          series={query.data?.series ?? []}
          asTable={asTable}
          onTable={setAsTable}
          drawing={() => box.current?.querySelector('svg.recharts-surface') ?? null}
        />
      </figcaption>
      <ChartSource environment={environment} plan={plan} trouble={query.data === undefined ? null : query.error} />
      <div ref={box} className={styles.box}>
        <QueryView query={query} what={`Reading ${plan.title}`} failed={`${plan.title} could not be read`} rows={3}>
          {(read) =>
            asTable ? (
              <MetricTable plan={plan} read={read} />
            ) : (
              <Drawn {...{ plan, read, extremes, onSelect, width }} past={compare ? (past.data ?? null) : null} />
            )
          }
        </QueryView>
      </div>
    </figure>
  );
});

interface DrawnProps extends Pick<Props, 'plan' | 'extremes' | 'onSelect'> {
  readonly read: ReadSeries;
  readonly past: ReadSeries | null;
  readonly width: number;
}

const Drawn = ({ plan, read, past, extremes, onSelect, width }: DrawnProps) => {
  const { from, to, deploys, alerts } = read;
  const lines = useMemo(() => chartLines(plan, read, past, extremes), [plan, read, past, extremes]);
  const maximum = useMemo(() => scaleMaximum(plan, lines), [plan, lines]);
  const empty = lines.every(({ buckets }) => buckets.length === 0);
  const drawing = useMemo(() => {
    const frame = { from, to, maximum };
    return (
      <TimeChart {...frame} width={width} height={HEIGHT} formatValue={(value) => formatValue(value, plan.unit)}>
        <AlertSpans {...frame} alerts={alerts} />
        <SeriesLines {...frame} />
        <DeployMarks {...frame} deploys={deploys} />
        <PlotPointer {...frame} onSelect={onSelect} />
      </TimeChart>
    );
  }, [from, to, maximum, width, deploys, alerts, onSelect, plan.unit]);
  return (
    <>
      <ChartLegend plan={plan} read={read} past={past} />
      <ChartSlider plan={plan} read={read}>
        <ChartLines value={lines}>{drawing}</ChartLines>
        {empty && <p className={styles.empty}>Nothing was measured in this time.</p>}
      </ChartSlider>
    </>
  );
};
