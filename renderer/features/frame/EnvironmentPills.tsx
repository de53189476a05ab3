import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './EnvironmentPills.module.css';
import { environmentStatus } from './environmentStatus.ts';

/** How many environments the bar names; the deploy page has them all. */
const shownAtMost = 4;

/** Every environment of the project with its state as the last run left it; leads to the deploy page. */
export const EnvironmentPills = ({ project }: { readonly project: Project }) => {
  const { data } = useQuery(api.deploys.summary.queryOptions({ input: { project: project.id } }));
  const more = project.environments.length - shownAtMost;
  return (
    <ul className={styles.pills} aria-label="Environments">
      {project.environments.slice(0, shownAtMost).map((environment) => {
        const { status, label } = environmentStatus(data?.find((each) => each.environment === environment.id));
        return (
          <li key={environment.id} className={styles.item}>
            <Link
              to="/p/$project/deploy"
              params={{ project: project.id }}
              className={styles.pill}
              title={`${environment.name}: ${label}`}
            >
              <bdi className={styles.name}>{environment.name}</bdi>
              <StatusBadge bare status={status} label={label} />
            </Link>
          </li>
        );
      })}
      {more > 0 && (
        <li className={styles.item}>
          <Link to="/p/$project/deploy" params={{ project: project.id }} className={styles.pill}>
            {more} more
          </Link>
        </li>
      )}
    </ul>
  );
};
