import { Link } from '@tanstack/react-router';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { WatchState } from '../../../shared/monitor/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './EnvironmentTabs.module.css';
import { shownState } from './shownState.ts';

interface Props {
  readonly environments: readonly Environment[];
  readonly watches: readonly { readonly environment: EnvironmentId; readonly watch: WatchState }[];
  readonly shown: EnvironmentId;
}

/** The environments of the project, each with how its path stands. */
export const EnvironmentTabs = ({ environments, watches, shown }: Props) => (
  <nav aria-label="Environments to look at">
    <ul className={styles.tabs}>
      {environments.map(({ id, projectId, name }) => {
        const watch = watches.find(({ environment }) => environment === id)?.watch;
        return (
          <li key={id}>
            <Link
              to="/p/$project/path"
              params={{ project: projectId }}
              search={{ environment: id }}
              className={styles.tab}
              aria-current={id === shown ? 'page' : undefined}
            >
              <bdi className={styles.name}>{name}</bdi>
              <State watch={watch} />
            </Link>
          </li>
        );
      })}
    </ul>
  </nav>
);

const State = ({ watch }: { readonly watch: WatchState | undefined }) => {
  if (watch === undefined || !watch.enabled) return <StatusBadge bare status="stopped" label="not watched" />;
  const state = watch.path?.state ?? 'unknown';
  return <StatusBadge bare status={shownState[state]} label={watch.path === null ? 'looking' : state} />;
};
