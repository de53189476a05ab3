import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './AlertHistory.module.css';
import { closedAlertsOf } from './alertsQueries.ts';
import { ClosedAlertRow } from './ClosedAlertRow.tsx';

interface Props {
  readonly project: ProjectId;
  readonly environments: readonly Environment[];
}

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
        <ul className={styles.list} aria-label="Alerts that closed, the last to open first">
          {alerts.map((alert) => (
            <ClosedAlertRow
              key={alert.id}
              alert={alert}
              environment={environments.find(({ id }) => id === alert.environmentId)?.name ?? ''}
            />
          ))}
        </ul>
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
