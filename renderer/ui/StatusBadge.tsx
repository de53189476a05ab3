import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  IconLoader2,
  IconPlayerStop,
} from '@tabler/icons-react';
import styles from './StatusBadge.module.css';

export type Status = 'healthy' | 'degraded' | 'failing' | 'unknown' | 'running' | 'stopped';

const words: Readonly<Record<Status, string>> = {
  healthy: 'healthy',
  degraded: 'degraded',
  failing: 'failing',
  unknown: 'unknown',
  running: 'running',
  stopped: 'stopped',
};
const icons = {
  healthy: IconCircleCheck,
  degraded: IconAlertTriangle,
  failing: IconCircleX,
  unknown: IconHelpCircle,
  running: IconLoader2,
  stopped: IconPlayerStop,
} as const;

interface Props {
  readonly status: Status;
  /** The word to show instead of the status' own, e.g. "rolled back". */
  readonly label?: string;
  /** Without the coloured ground, for dense rows. */
  readonly bare?: boolean;
}

/** A state by icon, word and colour together, so that none of the three is needed alone. */
export const StatusBadge = ({ status, label, bare = false }: Props) => {
  const Icon = icons[status];
  return (
    <span className={styles.badge} data-status={status} data-bare={bare || undefined}>
      <Icon size={14} stroke={2} aria-hidden className={status === 'running' ? styles.turning : undefined} />
      <span>{label ?? words[status]}</span>
    </span>
  );
};
