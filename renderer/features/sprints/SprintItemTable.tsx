import type { SprintItem } from '../../../shared/sprints/sprint.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { PointsMark } from '../../ui/PointsMark.tsx';

interface Props<Row extends SprintItem> {
  readonly title: string;
  readonly items: readonly Row[];
  /** A column of what else is known, before the points. */
  readonly more?: Column<Row>;
}

/** Items as a commitment or a report has kept them, whatever became of them since. */
export const SprintItemTable = <Row extends SprintItem>({ title, items, more }: Props<Row>) => {
  const columns: readonly Column<Row>[] = [
    { key: 'key', title: 'Key', width: '90px', cell: ({ key }) => <code>{key}</code> },
    {
      key: 'title',
      title: 'Title',
      cell: ({ title: words, alertBorn }) => (
        <>
          <bdi title={words}>{words}</bdi>
          {alertBorn && ' (from an alert)'}
        </>
      ),
    },
    ...(more === undefined ? [] : [more]),
    {
      key: 'points',
      title: 'Points',
      kind: 'figure',
      width: '110px',
      cell: ({ points }) => <PointsMark points={points} />,
    },
  ];
  return (
    <div>
      <h3>{title}</h3>
      <DataTable caption={title} columns={columns} rows={items} rowKey={({ item }) => item} />
    </div>
  );
};
