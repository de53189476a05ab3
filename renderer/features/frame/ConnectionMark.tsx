import { type Connection, useConnection } from '../../backend/connect.ts';
import { type Status, StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './ConnectionMark.module.css';

const shown: Readonly<Record<Connection['state'], { readonly status: Status; readonly label: string }>> = {
  connecting: { status: 'running', label: 'connecting' },
  live: { status: 'healthy', label: 'live' },
  lost: { status: 'degraded', label: 'reconnecting' },
  'signed-out': { status: 'failing', label: 'signed out' },
};

/** Whether this window is connected with Pitwall's backend. */
export const ConnectionMark = () => {
  const state = useConnection((connection) => connection.state);
  return (
    <span
      className={styles.mark}
      role="status"
      title={state === 'live' ? 'Connected with Pitwall’s backend' : undefined}
    >
      <StatusBadge bare {...shown[state]} />
    </span>
  );
};
