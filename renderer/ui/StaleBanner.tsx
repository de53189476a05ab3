import { IconPlugConnectedX } from '@tabler/icons-react';
import { RelativeTime } from './RelativeTime.tsx';
import styles from './StaleBanner.module.css';

interface Props {
  /** `reconnecting` while it is being tried, `offline` when nothing is tried until the user acts. */
  readonly state: 'reconnecting' | 'offline';
  /** Since when what is shown is not up to date. */
  readonly since: number;
  readonly onRetry?: () => void;
}

/** The offline state of a view: what stands below is from `since`. Nothing is hidden, so that reading goes on. */
export const StaleBanner = ({ state, since, onRetry }: Props) => (
  <div className={styles.banner} role="status">
    <IconPlugConnectedX size={16} aria-hidden />
    <span>
      {state === 'reconnecting' ? 'Pitwall is reconnecting to its backend.' : 'Pitwall has lost its backend.'} What you
      see is from <RelativeTime at={since} />. Deploys go on by themselves.
    </span>
    {onRetry !== undefined && (
      <button type="button" className={styles.retry} onClick={onRetry}>
        Try now
      </button>
    )}
  </div>
);
