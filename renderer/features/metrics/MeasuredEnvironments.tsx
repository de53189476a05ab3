import { Link } from '@tanstack/react-router';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import styles from './MeasuredEnvironments.module.css';

interface Props {
  readonly environments: readonly Environment[];
  readonly shown: EnvironmentId;
}

/** The environments of the project, to choose whose charts are shown; the stretch of time stays. */
export const MeasuredEnvironments = ({ environments, shown }: Props) => (
  <nav aria-label="Environments to measure">
    <ul className={styles.tabs}>
      {environments.map(({ id, projectId, name }) => (
        <li key={id}>
          <Link
            to="/p/$project/metrics"
            params={{ project: projectId }}
            search={(search) => ({ ...search, environment: id })}
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
