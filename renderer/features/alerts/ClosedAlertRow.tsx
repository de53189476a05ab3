import type { Alert } from '../../../shared/alerts/alert.ts';
import { Duration } from '../../ui/Duration.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { alertStatus, alertTitle } from './alertStatus.ts';
import styles from './ClosedAlertRow.module.css';

/** One alert that closed: what, where, when, for how long, and why it opened and closed. */
export const ClosedAlertRow = ({ alert, environment }: { readonly alert: Alert; readonly environment: string }) => (
  <li className={styles.row}>
    <div className={styles.head}>
      <StatusBadge bare status={alertStatus(alert)} label={alert.severity} />
      <strong className={styles.title}>
        <bdi>{alertTitle(alert)}</bdi>
      </strong>
      <span className={styles.dim}>
        on <bdi>{environment}</bdi>
      </span>
      <span className={styles.when}>
        <RelativeTime at={alert.openedAt} />, for{' '}
        <Duration milliseconds={(alert.closedAt ?? alert.openedAt) - alert.openedAt} />
      </span>
    </div>
    <p className={styles.words}>
      <bdi>{alert.reason}</bdi> <bdi>{alert.closedReason}</bdi>{' '}
      {alert.masked !== null && (
        <>
          Nobody was told: kept quiet by <bdi>{alert.masked}</bdi>.{' '}
        </>
      )}
      {alert.acknowledged !== null && (
        <>
          Taken by <bdi>{alert.acknowledged.by}</bdi>.
        </>
      )}
    </p>
  </li>
);
