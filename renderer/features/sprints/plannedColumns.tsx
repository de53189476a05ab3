import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CalendarDate } from '../../../shared/calendarDate.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { sprintFigures } from '../../backend/sprintFigures.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { formatDays } from '../../ui/formatDay.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { loadInWords, overInWords } from './figuresInWords.ts';

interface Acts {
  readonly onEdit: (sprint: Sprint) => void;
  readonly onRemove: (sprint: Sprint) => void;
}

/** The columns of the planned sprints. */
export const plannedColumns = (
  planning: Planning,
  today: CalendarDate,
  { onEdit, onRemove }: Acts,
): readonly Column<Sprint>[] => [
  {
    key: 'name',
    title: 'Sprint',
    cell: ({ id, projectId, name }) => (
      <Link to="/p/$project/sprint/$sprint/plan" params={{ project: projectId, sprint: id }} title={name}>
        <bdi>{name}</bdi>
      </Link>
    ),
  },
  {
    key: 'days',
    title: 'Days',
    width: '190px',
    cell: ({ start, end }) => formatDays(start, end, today),
  },
  {
    key: 'load',
    title: 'Load',
    width: '240px',
    cell: (sprint) => {
      const { team, overCommitted } = sprintFigures(sprint, planning).verdict;
      return (
        <>
          {loadInWords(team, planning.settings.unit)}{' '}
          {overCommitted && <StatusBadge bare status="failing" label={overInWords(team) ?? 'a member is over'} />}
        </>
      );
    },
  },
  {
    key: 'goals',
    title: 'Goals',
    kind: 'figure',
    width: '70px',
    optional: true,
    cell: ({ goals }) => String(goals.length),
  },
  {
    key: 'acts',
    title: 'Change',
    width: '150px',
    cell: (sprint) => (
      <>
        <Button variant="default" size="compact-xs" aria-label={`Edit ${sprint.name}`} onClick={() => onEdit(sprint)}>
          Edit
        </Button>{' '}
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Remove ${sprint.name}`}
          onClick={() => onRemove(sprint)}
        >
          Remove
        </Button>
      </>
    ),
  },
];
