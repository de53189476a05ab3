import { Link } from '@tanstack/react-router';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import styles from './AlertsNav.module.css';

interface Props {
  readonly project: ProjectId;
  readonly shown: 'alerts' | 'rules' | 'quiet';
  /** Stays chosen from one screen to the next. */
  readonly environment?: EnvironmentId | undefined;
}

const screens = [
  { name: 'alerts', to: '/p/$project/alerts', title: 'Alerts' },
  { name: 'rules', to: '/p/$project/alerts/rules', title: 'Rules' },
  { name: 'quiet', to: '/p/$project/alerts/quiet', title: 'Quiet times' },
] as const;

/** The three screens about alerts. */
export const AlertsNav = ({ project, shown, environment }: Props) => (
  <nav aria-label="About alerts">
    <ul className={styles.tabs}>
      {screens.map(({ name, to, title }) => (
        <li key={name}>
          <Link
            to={to}
            params={{ project }}
            search={environment === undefined ? {} : { environment }}
            className={styles.tab}
            activeProps={{}}
            aria-current={name === shown ? 'page' : undefined}
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
