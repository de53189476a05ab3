import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ListedAlert } from '../../../shared/alerts/contract.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { alertStatus, alertTitle } from './alertStatus.ts';
import styles from './OpenAlertRow.module.css';

interface Props {
  readonly alert: ListedAlert;
  readonly environment: string;
  readonly busy: boolean;
  readonly onAcknowledge: () => void;
  readonly onMakeItem: () => void;
  readonly onSilence: () => void;
  readonly onClose: () => void;
}

/** One open alert: what, where, since when, why, who took it, and what can be done. */
export const OpenAlertRow = ({ alert, environment, busy, onAcknowledge, onMakeItem, onSilence, onClose }: Props) => {
  const title = alertTitle(alert);
  return (
    <li
      className={styles.row}
      data-alert={alert.id}
      data-severity={alert.severity}
      tabIndex={-1}
      aria-label={`${title} on ${environment}`}
    >
      <div className={styles.head}>
        <StatusBadge status={alertStatus(alert)} label={alert.severity} />
        <strong className={styles.title}>
          <bdi>{title}</bdi>
        </strong>
        <span className={styles.where}>
          on <bdi>{environment}</bdi>
        </span>
        <span className={styles.since}>
          opened <RelativeTime at={alert.openedAt} />
        </span>
      </div>
      <div className={styles.body}>
        <div className={styles.said}>
          <p className={styles.reason}>
            <bdi>{alert.reason}</bdi>
          </p>
          <span className={styles.facts}>
            {alert.acknowledged !== null && (
              <span>
                Taken by <bdi>{alert.acknowledged.by}</bdi> <RelativeTime at={alert.acknowledged.at} />
              </span>
            )}
            {alert.masked !== null && (
              <span>
                Nobody was told: kept quiet by <bdi>{alert.masked}</bdi>
              </span>
            )}
            {alert.silencedUntil !== null && (
              <span>
                Silenced; ends <RelativeTime at={alert.silencedUntil} />
              </span>
            )}
            {alert.item !== null && (
              <Link to="/p/$project/inbox" params={{ project: alert.projectId }} search={{ item: alert.item }}>
                Open its item
              </Link>
            )}
          </span>
        </div>
        <span className={styles.acts}>
          {alert.acknowledged === null && (
            <Button size="compact-sm" variant="default" loading={busy} onClick={onAcknowledge}>
              Acknowledge
            </Button>
          )}
          {alert.item === null && (
            <Button size="compact-sm" variant="default" disabled={busy} onClick={onMakeItem}>
              Make an item
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={onSilence}>
            Silence…
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            title="For what is not measured any more; what is still bad opens anew"
            onClick={onClose}
          >
            Close
          </Button>
        </span>
      </div>
    </li>
  );
};
