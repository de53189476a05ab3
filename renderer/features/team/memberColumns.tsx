import { Button } from '@mantine/core';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { weekdaysInWords } from '../../ui/weekdaysInWords.ts';

interface Acts {
  readonly onEdit: (member: Member) => void;
}

/** The columns of the team's table. */
export const memberColumns = (unit: PlanningSettings['unit'], { onEdit }: Acts): readonly Column<Member>[] => [
  { key: 'name', title: 'Name', cell: ({ name }) => <bdi title={name}>{name}</bdi> },
  {
    key: 'days',
    title: 'Working days',
    width: '190px',
    cell: ({ workingDays }) => weekdaysInWords(workingDays),
  },
  {
    key: 'focus',
    title: 'Focus',
    kind: 'figure',
    width: '80px',
    cell: ({ focusFactor }) => `${String(Math.round(focusFactor * 1000) / 10)} %`,
  },
  {
    key: 'perDay',
    title: unit === 'hours' ? 'Hours per day' : 'Points per day',
    kind: 'figure',
    width: '110px',
    cell: ({ perDay }) => String(perDay),
  },
  {
    key: 'email',
    title: 'Email',
    width: '22%',
    optional: true,
    cell: ({ email }) => email !== null && <bdi title={email}>{email}</bdi>,
  },
  {
    key: 'state',
    title: 'State',
    width: '100px',
    cell: ({ active }) => (
      <StatusBadge bare status={active ? 'healthy' : 'stopped'} label={active ? 'active' : 'left'} />
    ),
  },
  {
    key: 'edit',
    title: 'Settings',
    width: '80px',
    cell: (member) => (
      <Button variant="default" size="compact-xs" aria-label={`Edit ${member.name}`} onClick={() => onEdit(member)}>
        Edit
      </Button>
    ),
  },
];
