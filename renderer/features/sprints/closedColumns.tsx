import { Link } from '@tanstack/react-router';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { CalendarDate } from '../../../shared/calendarDate.ts';
import { amountInWords, numberInWords } from '../../../shared/sprints/amountInWords.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { formatDays } from '../../ui/formatDay.ts';

/** The columns of the closed sprints: what they took on, and what came of it. */
export const closedColumns = (unit: PlanningSettings['unit'], today: CalendarDate): readonly Column<Sprint>[] => [
  {
    key: 'name',
    title: 'Sprint',
    cell: ({ id, projectId, name }) => (
      <Link to="/p/$project/sprint/$sprint" params={{ project: projectId, sprint: id }} title={name}>
        <bdi>{name}</bdi>
      </Link>
    ),
  },
  { key: 'days', title: 'Days', width: '190px', cell: ({ start, end }) => formatDays(start, end, today) },
  {
    key: 'committed',
    title: 'Committed',
    kind: 'figure',
    width: '120px',
    cell: ({ commitment }) => (commitment === null ? '' : amountInWords(commitment.points, unit)),
  },
  {
    key: 'completed',
    title: 'Completed',
    kind: 'figure',
    width: '120px',
    cell: ({ report }) => (report === null ? '' : amountInWords(report.completedPoints, unit)),
  },
  {
    key: 'alerts',
    title: 'From alerts',
    kind: 'figure',
    width: '100px',
    optional: true,
    cell: ({ report }) => (report === null ? '' : numberInWords(report.alertBornPoints)),
  },
  {
    key: 'goals',
    title: 'Goals met',
    kind: 'figure',
    width: '90px',
    cell: ({ goals }) =>
      `${String(goals.filter(({ verdict }) => verdict === 'met').length)} of ${String(goals.length)}`,
  },
];
