import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './EnvironmentPills.module.css';
import { environmentStatus } from './environmentStatus.ts';

/** How many environments the bar names; the deploy page has them all. Where there is little room the state is its icon alone. */
const useShownAtMost = (): number => {
  const wide = useMediaQuery('(min-width: 1400px)');
  const middle = useMediaQuery('(min-width: 1060px)');
  if (wide) return 4;
  return middle ? 2 : 3;
};

/** Every environment of the project with its state as the last run left it; leads to the deploy page. */
export const EnvironmentPills = ({ project }: { readonly project: Project }) => {
  const { data } = useQuery(api.deploys.summary.queryOptions({ input: { project: project.id } }));
  const shownAtMost = useShownAtMost();
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
              <span className={styles.state}>
                <StatusBadge bare status={status} label={label} />
              </span>
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
