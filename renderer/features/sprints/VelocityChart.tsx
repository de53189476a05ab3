import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { numberInWords } from '../../../shared/sprints/amountInWords.ts';
import { lastClosedSprints } from '../../../shared/sprints/lastClosedSprints.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { velocity } from '../../../shared/sprints/velocity.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { ChartFigure, type ChartKey } from './ChartFigure.tsx';
import { axis, chartMargin, gridLine, tooltipStyle } from './chartAxes.ts';

/** More are history, not what the team does now. */
const SHOWN = 12;

const committedKey: ChartKey = { name: 'Committed', color: 'var(--pw-line-strong)', kind: 'bar' };
const completedKey: ChartKey = { name: 'Completed', color: 'var(--pw-good)', kind: 'bar' };
const meanKey = (count: number): ChartKey => ({
  name: `Mean of the last ${String(count)}`,
  color: 'var(--pw-text)',
  dash: '5 4',
});

interface Row {
  readonly name: string;
  readonly committed: number;
  readonly completed: number;
}

const columns: readonly Column<Row>[] = [
  { key: 'name', title: 'Sprint', cell: ({ name }) => <bdi>{name}</bdi> },
  { key: 'committed', title: 'Committed', kind: 'figure', cell: ({ committed }) => numberInWords(committed) },
  { key: 'completed', title: 'Completed', kind: 'figure', cell: ({ completed }) => numberInWords(completed) },
];

interface Props {
  readonly sprints: readonly Sprint[];
  readonly settings: PlanningSettings;
}

/** What the last sprints took on and completed, with the mean that proposes the next commitment. */
export const VelocityChart = ({ sprints, settings }: Props) => {
  const speed = velocity(sprints, settings.lookBack);
  if (speed === null) return null;
  const commitments = new Map(sprints.map(({ id, commitment }) => [id, commitment?.points ?? 0]));
  const rows = lastClosedSprints(sprints, SHOWN).map(
    ({ sprint, report }): Row => ({
      name: sprint.name,
      committed: commitments.get(sprint.id) ?? 0,
      completed: report.completedPoints,
    }),
  );
  return (
    <ChartFigure
      title="Velocity"
      summary={`Mean of the last ${String(speed.from.length)} sprints: ${numberInWords(speed.mean)} ${settings.unit}, from ${numberInWords(speed.min)} to ${numberInWords(speed.max)}.`}
      keys={[committedKey, completedKey, meanKey(speed.from.length)]}
      table={<DataTable caption="Velocity" columns={columns} rows={rows} rowKey={({ name }) => name} />}
      chart={
        <ResponsiveContainer>
          <BarChart data={rows} margin={chartMargin} barGap={2} accessibilityLayer={false}>
            <CartesianGrid {...gridLine} />
            <XAxis dataKey="name" {...axis} />
            <YAxis {...axis} />
            <Tooltip {...tooltipStyle} cursor={{ fill: 'var(--pw-hover)' }} />
            <Bar
              name={committedKey.name}
              dataKey="committed"
              fill={committedKey.color}
              maxBarSize={28}
              isAnimationActive={false}
            />
            <Bar
              name={completedKey.name}
              dataKey="completed"
              fill={completedKey.color}
              maxBarSize={28}
              isAnimationActive={false}
            />
            <ReferenceLine y={speed.mean} stroke="var(--pw-text)" strokeDasharray="5 4" />
          </BarChart>
        </ResponsiveContainer>
      }
    />
  );
};
