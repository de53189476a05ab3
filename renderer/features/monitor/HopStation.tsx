import { Link } from '@tanstack/react-router';
import type { JudgedHop } from '../../../shared/monitor/hop.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HopFigures } from './HopFigures.tsx';
import styles from './HopStation.module.css';
import { hopTarget, hopTitles, hopVantage } from './hopTitles.ts';
import { shownState } from './shownState.ts';

interface Props {
  readonly hop: JudgedHop;
  readonly environment: Environment;
  /** The first one that fails by itself. */
  readonly failing: boolean;
}

/** One hop: what is asked, what it answered, and how fast. What another hop explains is dimmed; the first failing one is marked. */
export const HopStation = ({ hop, environment, failing }: Props) => (
  <li
    className={styles.station}
    data-state={hop.state}
    data-failing={failing || undefined}
    data-explained={hop.explainedBy ?? undefined}
  >
    <div className={styles.head}>
      <h2 className={styles.name}>{hopTitles[hop.hop]}</h2>
      <StatusBadge bare status={shownState[hop.state]} label={hop.state} />
    </div>
    <code className={styles.target} title={hopVantage(hop.hop)}>
      <bdi>{hopTarget(hop.hop, environment)}</bdi>
    </code>
    {failing && <p className={styles.mark}>First failing hop</p>}
    {hop.explainedBy !== null && <p className={styles.because}>because of {hopTitles[hop.explainedBy]}</p>}
    <p className={styles.detail}>
      <bdi>{hop.detail}</bdi>
    </p>
    {hop.hop === 'server' && hop.state !== 'up' && (
      <Link
        to="/projects/$project/environments/$environment/connection"
        params={{ project: environment.projectId, environment: environment.id }}
      >
        Test the connection
      </Link>
    )}
    <HopFigures hop={hop} />
  </li>
);
