import { Link } from '@tanstack/react-router';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import styles from './TrafficTabs.module.css';

interface Props {
  readonly environments: readonly Environment[];
  readonly shown: EnvironmentId;
}

/** The environments of the project, to choose whose traffic is shown. */
export const TrafficTabs = ({ environments, shown }: Props) => (
  <nav aria-label="Environments with traffic">
    <ul className={styles.tabs}>
      {environments.map(({ id, projectId, name }) => (
        <li key={id}>
          <Link
            to="/p/$project/traffic"
            params={{ project: projectId }}
            search={{ environment: id }}
            className={styles.tab}
            aria-current={id === shown ? 'page' : undefined}
          >
            <bdi>{name}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
