import { NativeSelect } from '@mantine/core';
import type { Item } from '../../../shared/backlog/item.ts';
import type { EstimateScale } from '../../../shared/backlog/planningSettings.ts';
import { statusIn } from '../../../shared/backlog/statusIn.ts';
import type { Workflow } from '../../../shared/backlog/workflow.ts';
import { type ItemId, SprintId } from '../../../shared/ids.ts';
import type { Destination } from '../../../shared/sprints/contract.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { SprintContent } from '../../../shared/sprints/sprintContents.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { PointsMark } from '../../ui/PointsMark.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import styles from './DestinationTable.module.css';

interface Props {
  readonly unfinished: readonly SprintContent<Item>[];
  /** Sprints that something can go to, the next one first. */
  readonly sprints: readonly Sprint[];
  readonly workflow: Workflow;
  readonly scale: EstimateScale;
  readonly destinations: ReadonlyMap<ItemId, Destination>;
  readonly onChange: (destinations: ReadonlyMap<ItemId, Destination>) => void;
}

const read = (value: string): Destination | null =>
  value === 'backlog' ? value : (SprintId.safeParse(value).data ?? null);

/** Where each unfinished item goes, and one control for all of them. */
export const DestinationTable = ({ unfinished, sprints, workflow, scale, destinations, onChange }: Props) => {
  const choices = [
    { value: '', label: 'Choose…' },
    ...sprints.map(({ id, name }, index) => ({ value: id, label: index === 0 ? `${name} (next)` : name })),
    { value: 'backlog', label: 'Backlog' },
  ];
  const set = (items: readonly ItemId[], value: string) => {
    const to = read(value);
    const next = new Map(destinations);
    for (const item of items) {
      if (to === null) next.delete(item);
      else next.set(item, to);
    }
    onChange(next);
  };
  const same = new Set(unfinished.map(({ item }) => destinations.get(item.id)));
  const [only] = [...same];
  const columns: readonly Column<SprintContent<Item>>[] = [
    { key: 'key', title: 'Key', width: '90px', cell: ({ item }) => <code>{item.key}</code> },
    { key: 'title', title: 'Title', cell: ({ item }) => <bdi title={item.title}>{item.title}</bdi> },
    {
      key: 'status',
      title: 'Status',
      width: '120px',
      cell: ({ item }) => <StatusMark status={statusIn(workflow, item.status)} />,
    },
    {
      key: 'points',
      title: 'Points',
      kind: 'figure',
      width: '80px',
      cell: ({ points }) => <PointsMark points={points} scale={scale} />,
    },
    {
      key: 'to',
      title: 'Goes to',
      width: '200px',
      cell: ({ item }) => (
        <NativeSelect
          aria-label={`Where ${item.key} goes`}
          data={choices}
          value={destinations.get(item.id) ?? ''}
          onChange={(event) => set([item.id], event.currentTarget.value)}
        />
      ),
    },
  ];
  return (
    <>
      <NativeSelect
        className={styles.all}
        label="All of them go to"
        data={choices}
        value={same.size === 1 ? (only ?? '') : ''}
        onChange={(event) =>
          set(
            unfinished.map(({ item }) => item.id),
            event.currentTarget.value,
          )
        }
      />
      <DataTable caption="Unfinished items" columns={columns} rows={unfinished} rowKey={({ item }) => item.id} />
    </>
  );
};
