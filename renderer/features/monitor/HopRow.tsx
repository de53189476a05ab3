import type { PathReading } from '../../../shared/monitor/hop.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import styles from './HopRow.module.css';
import { HopStation } from './HopStation.tsx';

interface Props {
  readonly environment: Environment;
  readonly path: PathReading;
}

/** The path as it runs, from the user's side on the left to the app on the right. */
export const HopRow = ({ environment, path }: Props) => (
  <ol className={styles.row} aria-label="Hops, from the user to the app">
    {path.hops.map((hop) => (
      <HopStation key={hop.hop} hop={hop} environment={environment} failing={path.failing === hop.hop} />
    ))}
  </ol>
);
