import { useConnection } from '../../backend/connect.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './ConnectionMark.module.css';

/** Whether this window is connected with Pitwall's backend. Quiet while it is. */
export const ConnectionMark = () => {
  const state = useConnection((connection) => connection.state);
  const live = state === 'live';
  return (
    <span className={styles.mark} role="status" aria-label={live ? 'Connected' : 'Reconnecting'}>
      <StatusBadge bare status={live ? 'healthy' : 'running'} label={live ? 'live' : 'reconnecting'} />
    </span>
  );
};
