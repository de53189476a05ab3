import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Environment } from '../../../shared/projects/environment.ts';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { ChartPlan } from './chartPlans.ts';
import type { ChartWindow } from './chartWindow.ts';
import styles from './DeployList.module.css';
import { deployLook } from './deployLook.ts';
import { seriesOf } from './metricsQueries.ts';
import { momentText } from './shownWindow.ts';

interface Props {
  readonly environment: Environment;
  readonly plans: readonly ChartPlan[];
  readonly window: ChartWindow;
  /** How often it is read anew, in milliseconds; false for a stretch that is over. */
  readonly refresh: number | false;
}

/** More are history; the page of that name has them. */
const MOST = 20;

/** The deploys that the charts mark, in words, each with the way to its run. */
export const DeployList = ({ environment, plans, window, refresh }: Props) => {
  const names = plans[0]?.series.slice(0, 1).map(({ name }) => name) ?? [];
  const query = useQuery({
    ...seriesOf({ environment: environment.id, names, ...window, points: 100 }),
    refetchInterval: refresh,
  });
  const deploys = query.data?.deploys.toReversed() ?? [];
  if (deploys.length === 0) return null;
  return (
    <Section title="Deploys in this time">
      <ul className={styles.list}>
        {deploys.slice(0, MOST).map(({ run, at, outcome, label }) => {
          const { status, label: word } = deployLook(outcome);
          return (
            <li key={run} className={styles.deploy}>
              <span className={styles.time}>{momentText(at)}</span>
              <StatusBadge bare status={status} label={word} />
              <Link to="/p/$project/runs/$run" params={{ project: environment.projectId, run }} className={styles.run}>
                <bdi>{label}</bdi>
              </Link>
            </li>
          );
        })}
      </ul>
      {deploys.length > MOST && <p className={styles.more}>And {deploys.length - MOST} before.</p>}
    </Section>
  );
};
