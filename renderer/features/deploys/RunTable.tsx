import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Run } from '../../../shared/deploys/run.ts';
import { Bytes } from '../../ui/Bytes.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { runStatus } from '../../ui/runStatus.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { walkRows } from '../../ui/walkRows.ts';

const keys: KeyGroup = {
  title: 'History',
  keys: [
    { keys: ['J'], act: 'To the next run' },
    { keys: ['K'], act: 'To the run before' },
    { keys: ['Enter'], act: 'Open the run' },
  ],
};

const columns: readonly Column<Run>[] = [
  {
    key: 'when',
    title: 'When',
    width: '104px',
    cell: (run) => (
      <Link to="/p/$project/runs/$run" params={{ project: run.projectId, run: run.id }} data-run>
        <RelativeTime at={run.createdAt} />
      </Link>
    ),
  },
  {
    key: 'verdict',
    title: 'Verdict',
    width: '164px',
    cell: (run) => {
      const { status, label } = runStatus(run);
      const overridden = run.gate?.override != null;
      return (
        <>
          <StatusBadge bare status={status} label={label} />
          {overridden && <span title="Let through by an override of the deploy gate"> · override</span>}
        </>
      );
    },
  },
  { key: 'environment', title: 'Environment', width: '120px', cell: (run) => <bdi>{run.environmentName}</bdi> },
  { key: 'revision', title: 'Revision', width: '92px', cell: (run) => <Revision value={run.revision} /> },
  { key: 'subject', title: 'Subject', cell: (run) => <bdi title={run.subject}>{run.subject}</bdi> },
  {
    key: 'took',
    title: 'Took',
    kind: 'figure',
    width: '96px',
    cell: (run) =>
      run.endedAt === null ? (
        <Duration since={run.startedAt ?? run.createdAt} />
      ) : (
        <Duration milliseconds={run.endedAt - (run.startedAt ?? run.createdAt)} />
      ),
  },
  {
    key: 'log',
    title: 'Log',
    kind: 'figure',
    width: '76px',
    optional: true,
    cell: (run) => <Bytes value={run.logBytes} />,
  },
  {
    key: 'actor',
    title: 'By',
    width: '150px',
    optional: true,
    cell: (run) => <bdi title={run.actor}>{run.actor}</bdi>,
  },
];

/** Runs as rows; J and K go from one to the next. */
export const RunTable = ({ runs }: { readonly runs: readonly Run[] }) => {
  const table = useRef<HTMLDivElement>(null);
  useShownKeys(keys);
  const move = (by: number) => walkRows([...(table.current?.querySelectorAll<HTMLElement>('[data-run]') ?? [])], by);
  useScreenKeys({ j: () => move(1), k: () => move(-1) });
  return (
    <div ref={table}>
      <DataTable caption="Runs, newest first" columns={columns} rows={runs} rowKey={({ id }) => id} />
    </div>
  );
};
