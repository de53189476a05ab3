import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Alert } from '../../../shared/alerts/alert.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { describeFailure } from '../../backend/failure.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './AlertHistory.module.css';
import { alertStatus, alertTitle } from './alertStatus.ts';
import { closedAlertsOf } from './alertsQueries.ts';

interface Props {
  readonly project: ProjectId;
  readonly environments: readonly Environment[];
}

const columns = (environments: readonly Environment[]): readonly Column<Alert>[] => [
  { key: 'when', title: 'Opened', width: '104px', cell: ({ openedAt }) => <RelativeTime at={openedAt} /> },
  {
    key: 'severity',
    title: 'Severity',
    width: '96px',
    cell: (alert) => <StatusBadge bare status={alertStatus(alert)} label={alert.severity} />,
  },
  {
    key: 'name',
    title: 'Alert',
    width: '22%',
    cell: (alert) => <bdi title={alertTitle(alert)}>{alertTitle(alert)}</bdi>,
  },
  {
    key: 'environment',
    title: 'Environment',
    width: '120px',
    cell: ({ environmentId }) => <bdi>{environments.find(({ id }) => id === environmentId)?.name ?? ''}</bdi>,
  },
  {
    key: 'reason',
    title: 'What was seen, and why it closed',
    cell: ({ reason, closedReason, masked }) => {
      const text = [reason, closedReason, masked === null ? null : `Kept quiet by ${masked}.`]
        .filter((part) => part !== null)
        .join(' ');
      return <bdi title={text}>{text}</bdi>;
    },
  },
  {
    key: 'took',
    title: 'Open for',
    kind: 'figure',
    width: '104px',
    cell: ({ openedAt, closedAt }) => <Duration milliseconds={(closedAt ?? openedAt) - openedAt} />,
  },
  {
    key: 'taken',
    title: 'Taken by',
    width: '130px',
    optional: true,
    cell: ({ acknowledged }) => <bdi title={acknowledged?.by}>{acknowledged?.by ?? '–'}</bdi>,
  },
];

/** The alerts that closed, the last to open first. */
export const AlertHistory = ({ project, environments }: Props) => {
  const query = useInfiniteQuery(closedAlertsOf(project));
  const alerts = query.data?.pages.flatMap((page) => page.alerts) ?? [];
  return (
    <Section title="Closed">
      {query.data === undefined && query.isError && (
        <ErrorView
          title="What closed could not be read"
          failure={describeFailure(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {query.data === undefined && !query.isError && <LoadingView what="Reading what closed" rows={6} />}
      {query.data !== undefined && alerts.length === 0 && (
        <p className={styles.none}>No alert has closed yet. They stay here with what was seen.</p>
      )}
      {alerts.length > 0 && (
        <DataTable
          caption="Alerts that closed, the last to open first"
          columns={columns(environments)}
          rows={alerts}
          rowKey={({ id }) => id}
        />
      )}
      {query.hasNextPage && (
        <div>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older alerts
          </Button>
        </div>
      )}
      {query.isFetchNextPageError && (
        <ErrorView title="Older alerts could not be read" failure={describeFailure(query.error)} />
      )}
    </Section>
  );
};
