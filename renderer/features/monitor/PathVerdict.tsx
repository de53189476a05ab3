import type { PathReading } from '../../../shared/monitor/hop.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './PathVerdict.module.css';
import { shownState } from './shownState.ts';

/** The verdict in one sentence. */
export const PathVerdict = ({ path }: { readonly path: PathReading }) => (
  <section className={styles.verdict} data-state={path.state} aria-label="Verdict">
    <StatusBadge status={shownState[path.state]} label={path.state} />
    <p className={styles.reason}>
      <bdi>{path.reason}</bdi>
    </p>
    <span className={styles.at}>
      seen <RelativeTime at={path.at} />
    </span>
  </section>
);
