import { ActionIcon } from '@mantine/core';
import { IconLock, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { EnvironmentSummary } from '../../../shared/deploys/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { ActiveRun } from './ActiveRun.tsx';
import { planOf } from './deployQueries.ts';
import styles from './EnvironmentColumn.module.css';
import { LastRun } from './LastRun.tsx';
import { PlanFailure } from './PlanFailure.tsx';
import { PlanView } from './PlanView.tsx';

interface Props {
  readonly environment: Environment;
  /** undefined while it is being read. */
  readonly summary: EnvironmentSummary | undefined;
}

/** One environment: what runs there, what would be deployed, what is going on. Its target is asked apart from the others'. */
export const EnvironmentColumn = ({ environment, summary }: Props) => {
  const plan = useQuery(planOf(environment.id));
  const { refetch } = plan;
  const active = summary?.active ?? null;
  // While a run goes on its steps change the target; what runs is read again once it is over.
  const wasActive = useRef(active !== null);
  useEffect(() => {
    if (wasActive.current && active === null) void refetch();
    wasActive.current = active !== null;
  }, [active, refetch]);
  const { ssh, branch } = environment;
  return (
    <section className={styles.column} aria-label={environment.name}>
      <header className={styles.head}>
        <h2 className={styles.name}>
          <bdi>{environment.name}</bdi>
        </h2>
        {environment.protected && (
          <span className={styles.protected} title="A deploy wants the environment’s name typed">
            <IconLock size={13} aria-hidden /> protected
          </span>
        )}
        <span className={styles.read}>
          {plan.isFetching ? (
            'asking the server…'
          ) : plan.data === undefined ? null : (
            <>
              read <RelativeTime at={plan.data.target.readAt} />
            </>
          )}
        </span>
        <ActionIcon
          aria-label={`Read ${environment.name} again`}
          title="Read again (R)"
          data-column-read
          disabled={plan.isFetching}
          onClick={() => void refetch()}
        >
          <IconRefresh size={15} aria-hidden />
        </ActionIcon>
      </header>
      <p className={styles.where}>
        <code>
          {ssh.user}@{ssh.host}:{ssh.port}
        </code>{' '}
        · branch <code>{branch}</code> · unit <code>{environment.unit}</code>
      </p>
      {active !== null && <ActiveRun run={active} />}
      {plan.isError && !plan.isFetching && (
        <PlanFailure environment={environment} error={plan.error} onRetry={() => void refetch()} />
      )}
      {plan.data !== undefined ? (
        <PlanView environment={environment} plan={plan.data} stale={plan.isError} active={active !== null} />
      ) : (
        plan.isFetching && <LoadingView what={`Asking ${environment.name} what runs there`} rows={6} />
      )}
      {summary !== undefined && active === null && <LastRun run={summary.last} />}
      {summary !== undefined && summary.overrides > 0 && (
        <p className={styles.where}>
          {summary.overrides} {summary.overrides === 1 ? 'deploy' : 'deploys'} here went out by an override of the gate.{' '}
          <Link to="/p/$project/history" params={{ project: environment.projectId }}>
            See the history
          </Link>
        </p>
      )}
    </section>
  );
};
