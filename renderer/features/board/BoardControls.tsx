import { NativeSelect, Switch } from '@mantine/core';
import type { CalendarDate } from '../../../shared/calendarDate.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { formatDays } from '../../ui/formatDay.ts';
import styles from './BoardControls.module.css';
import type { BoardChoice } from './boardChoice.ts';

interface Props {
  readonly choice: BoardChoice;
  readonly sprints: readonly Sprint[];
  readonly today: CalendarDate;
  readonly onChange: (change: Partial<BoardChoice>) => void;
}

const laneNames: readonly { readonly value: BoardChoice['lanes']; readonly label: string }[] = [
  { value: 'none', label: 'No lanes' },
  { value: 'assignee', label: 'Lanes by assignee' },
  { value: 'kind', label: 'Lanes by kind' },
  { value: 'parent', label: 'Lanes by parent' },
];

/** Which items the board shows, and how. */
export const BoardControls = ({ choice, sprints, today, onChange }: Props) => {
  const active = sprints.find(({ state }) => state === 'active');
  const scopes = [
    { value: 'active', label: active === undefined ? 'Active sprint: none' : `${active.name} (active)` },
    ...sprints
      .filter(({ state }) => state === 'planned')
      .map(({ id, name, start, end }) => ({ value: id, label: `${name}, ${formatDays(start, end, today)}` })),
    { value: 'open', label: 'All open items' },
  ];
  return (
    <div className={styles.controls}>
      <Switch
        label="Cancelled"
        checked={choice.cancelled}
        onChange={(event) => onChange({ cancelled: event.currentTarget.checked })}
      />
      <NativeSelect
        aria-label="Lanes"
        data={[...laneNames]}
        value={choice.lanes}
        onChange={(event) => onChange({ lanes: event.currentTarget.value as BoardChoice['lanes'] })}
      />
      <NativeSelect
        aria-label="Items on the board"
        data={scopes}
        value={scopes.some(({ value }) => value === choice.scope) ? choice.scope : 'active'}
        onChange={(event) => onChange({ scope: event.currentTarget.value as BoardChoice['scope'] })}
      />
    </div>
  );
};
