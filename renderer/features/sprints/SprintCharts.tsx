import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { numberInWords } from '../../../shared/sprints/amountInWords.ts';
import type { Burndown, BurndownDay } from '../../../shared/sprints/burndown.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { formatDay, formatWeekday } from '../../ui/formatDay.ts';
import { ChartFigure, type ChartKey } from './ChartFigure.tsx';
import { axis, chartMargin, gridLine, tooltipStyle } from './chartAxes.ts';
import { type ChartPoint, chartPoints } from './chartPoints.ts';
import styles from './SprintCharts.module.css';

type Series = 'ideal' | 'remaining' | 'completed' | 'scope';

const series: Readonly<Record<Series, ChartKey>> = {
  ideal: { name: 'Ideal', color: 'var(--pw-unknown)', dash: '2 4' },
  remaining: { name: 'Remaining', color: 'var(--pw-own)' },
  completed: { name: 'Completed', color: 'var(--pw-good)' },
  scope: { name: 'Scope', color: 'var(--pw-warn)', dash: '7 3' },
};

const figure = (value: number | null): string => (value === null ? '' : numberInWords(value));

const columnsOf = (lines: readonly Series[]): readonly Column<BurndownDay>[] => [
  { key: 'day', title: 'Day', width: '110px', cell: ({ day }) => formatWeekday(day) },
  ...lines.map((line) => ({
    key: line,
    title: series[line].name,
    kind: 'figure' as const,
    cell: (day: BurndownDay) => figure(day[line]),
  })),
  {
    key: 'change',
    title: 'Scope change',
    kind: 'figure',
    cell: ({ scopeChange }) =>
      scopeChange === null || scopeChange === 0 ? '' : `${scopeChange > 0 ? '+' : '−'}${figure(Math.abs(scopeChange))}`,
  },
];

const dayName = (day: ChartPoint['day']): string => (day === 'start' ? 'Start' : formatDay(day, day));

const DayLines = ({ points, lines }: { readonly points: readonly ChartPoint[]; readonly lines: readonly Series[] }) => (
  <ResponsiveContainer>
    <LineChart data={[...points]} margin={chartMargin} accessibilityLayer={false}>
      <CartesianGrid {...gridLine} />
      <XAxis dataKey="day" tickFormatter={dayName} minTickGap={16} {...axis} />
      <YAxis domain={[0, 'auto']} {...axis} />
      <Tooltip {...tooltipStyle} labelFormatter={(day) => dayName(day as ChartPoint['day'])} />
      {lines.map((line) => (
        <Line
          key={line}
          name={series[line].name}
          dataKey={line}
          type="linear"
          stroke={series[line].color}
          strokeDasharray={series[line].dash ?? 'none'}
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  </ResponsiveContainer>
);

interface Props {
  readonly burndown: Burndown;
  readonly unit: PlanningSettings['unit'];
}

/** Burndown and burnup of a sprint. The scope is a line of its own, so that added work does not look like work not done. */
export const SprintCharts = ({ burndown, unit }: Props) => {
  const { committed, days } = burndown;
  const points = chartPoints(burndown);
  const last = days.findLast(({ scope }) => scope !== null);
  const stand =
    last === undefined
      ? 'Nothing is known yet.'
      : `Committed ${numberInWords(committed)} ${unit}; scope ${figure(last.scope)}, completed ${figure(last.completed)}, remaining ${figure(last.remaining)}.`;
  const chart = (title: string, lines: readonly Series[]) => (
    <ChartFigure
      title={title}
      summary={stand}
      keys={lines.map((line) => series[line])}
      chart={<DayLines points={points} lines={lines} />}
      table={<DataTable caption={title} columns={columnsOf(lines)} rows={days} rowKey={({ day }) => day} />}
    />
  );
  return (
    <div className={styles.charts}>
      {chart('Burndown', ['ideal', 'remaining', 'scope'])}
      {chart('Burnup', ['completed', 'scope'])}
    </div>
  );
};
