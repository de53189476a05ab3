import { Link } from '@tanstack/react-router';
import type { TestRun } from '../../../shared/qa/testRun.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { testRunShown } from './qaWords.ts';

const columns: readonly Column<TestRun>[] = [
  {
    key: 'when',
    title: 'Started',
    width: '120px',
    cell: ({ id, projectId, startedAt }) => (
      <Link to="/p/$project/qa/tests/$test" params={{ project: projectId, test: id }}>
        <RelativeTime at={startedAt} />
      </Link>
    ),
  },
  { key: 'end', title: 'End', width: '140px', cell: (test) => <StatusBadge bare {...testRunShown(test)} /> },
  {
    key: 'took',
    title: 'Took',
    kind: 'figure',
    width: '96px',
    cell: ({ startedAt, endedAt }) =>
      endedAt === null ? <Duration since={startedAt} /> : <Duration milliseconds={endedAt - startedAt} />,
  },
  {
    key: 'notes',
    title: 'Reports',
    cell: ({ end, reportNotes }) => {
      const words = reportNotes.length > 0 ? reportNotes.join(' ') : (end?.reason ?? '');
      return <bdi title={words}>{words}</bdi>;
    },
  },
  {
    key: 'where',
    title: 'Where',
    width: '200px',
    optional: true,
    cell: ({ where }) => <bdi title={where}>{where}</bdi>,
  },
];

/** Runs of the test command, newest first. */
export const TestRunList = ({ tests }: { readonly tests: readonly TestRun[] }) => (
  <DataTable caption="Runs of the test command, newest first" columns={columns} rows={tests} rowKey={({ id }) => id} />
);
