import type { Alert } from '../../../shared/alerts/alert.ts';
import type { Status } from '../../ui/StatusBadge.tsx';

/** How an alert is shown: open ones by their severity, what is over in grey. */
export const alertStatus = ({ severity, closedAt }: Pick<Alert, 'severity' | 'closedAt'>): Status => {
  if (closedAt !== null) return 'stopped';
  return severity === 'critical' ? 'failing' : 'degraded';
};

/** What it is about, e.g. `Disk filling up (/srv)`. */
export const alertTitle = ({ name, subject }: Pick<Alert, 'name' | 'subject'>): string =>
  subject === '' ? name : `${name} (${subject})`;

/** The most severe first; of the same severity the one that opened last. */
export const bySeverity = (
  one: Pick<Alert, 'severity' | 'openedAt'>,
  other: Pick<Alert, 'severity' | 'openedAt'>,
): number =>
  Number(other.severity === 'critical') - Number(one.severity === 'critical') || other.openedAt - one.openedAt;
