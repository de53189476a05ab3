import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { Brush, Line, LineChart } from 'recharts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { tickText } from '../../ui/charts/timeTicks.ts';
import { useWidth } from '../../ui/charts/useWidth.ts';
import type { ChartPlan, PlannedSeries } from './chartPlans.ts';
import { type ChartWindow, selected } from './chartWindow.ts';
import { seriesOf } from './metricsQueries.ts';
import styles from './OverviewBrush.module.css';
import { overviewPoints } from './overviewPoints.ts';
import type { ShownWindow } from './useChartWindow.ts';

interface Props {
  readonly environment: EnvironmentId;
  readonly plans: readonly ChartPlan[];
  readonly shown: ShownWindow;
}

const HEIGHT = 40;
/** Steps of the brush: a handle moves by one of them. */
const POINTS = 200;
/** What says most about how it went, the first that there is. */
const telling = ['http.rate', 'path.edge.total', 'path.app.total', 'cpu.busy'];

const overviewSeries = (plans: readonly ChartPlan[]): PlannedSeries | undefined => {
  const all = plans.flatMap(({ series }) => series);
  return telling.map((name) => all.find((each) => each.name === name)).find((each) => each !== undefined) ?? all[0];
};

/** The whole range in small, with the part that the charts show; its handles and the part itself can be dragged, or moved by arrow keys. */
export const OverviewBrush = ({ environment, plans, shown }: Props) => {
  const { window, range, live, now, show } = shown;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const series = overviewSeries(plans);
  const whole: ChartWindow = {
    from: Math.min(window.from, now - range.length),
    to: Math.max(window.to, now),
  };
  const names = series === undefined ? [] : [series.name];
  const query = useQuery({ ...seriesOf({ environment, names, ...whole, points: POINTS }), enabled: names.length > 0 });
  const { from, to } = query.data ?? whole;
  const points = useMemo(() => overviewPoints(query.data?.series[0], from, to, POINTS), [query.data, from, to]);
  const indexOf = (at: number) =>
    Math.min(POINTS - 1, Math.max(0, Math.round(((at - from) / (to - from)) * (POINTS - 1))));
  const start = live ? 0 : indexOf(window.from);
  const end = live ? POINTS - 1 : Math.max(start + 1, indexOf(window.to));
  const [dragged, setDragged] = useState<{ readonly start: number; readonly end: number } | null>(null);

  const finish = (first: number, last: number) => {
    setDragged(null);
    if (first === start && last === end) return;
    if (first === 0 && last === POINTS - 1) return show(null);
    show(selected(points[first]?.at ?? from, points[last]?.at ?? to));
  };
  const step = (to - from) / 8;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handles within take the keys; the brush tells of a drag's end alone.
    <div
      ref={box}
      className={styles.overview}
      onKeyUp={({ key }) => {
        if (dragged !== null && (key === 'ArrowLeft' || key === 'ArrowRight')) finish(dragged.start, dragged.end);
      }}
    >
      {width > 0 && (
        <LineChart
          width={width}
          height={HEIGHT + 4}
          data={points}
          accessibilityLayer={false}
          margin={{ top: 0, right: 2, bottom: 0, left: 2 }}
        >
          <Brush
            dataKey="at"
            x={2}
            y={2}
            width={width - 4}
            height={HEIGHT}
            startIndex={dragged?.start ?? start}
            endIndex={dragged?.end ?? end}
            travellerWidth={10}
            fill="var(--pw-surface)"
            stroke="var(--pw-line-strong)"
            ariaLabel={`The part of the last ${range.label} that the charts show`}
            tickFormatter={(at: number) => tickText(at, step)}
            onChange={({ startIndex, endIndex }) => setDragged({ start: startIndex ?? 0, end: endIndex ?? POINTS - 1 })}
            onDragEnd={({ startIndex, endIndex }) => finish(startIndex ?? 0, endIndex ?? POINTS - 1)}
          >
            <LineChart accessibilityLayer={false}>
              <Line
                dataKey="value"
                stroke="var(--pw-dim)"
                strokeWidth={1}
                dot={false}
                isAnimationActive={false}
                type="linear"
              />
            </LineChart>
          </Brush>
        </LineChart>
      )}
    </div>
  );
};
