import { retryConnection, useConnection } from '../../backend/connect.ts';
import { Callout } from '../../ui/Callout.tsx';
import { StaleBanner } from '../../ui/StaleBanner.tsx';
import styles from './ConnectionBanner.module.css';

/** Above every screen while the backend is away: since when what is shown may be old, or what the user must do to come back. */
export const ConnectionBanner = () => {
  const { state, since, act } = useConnection();
  if (state === 'lost') return <StaleBanner state="reconnecting" since={since} onRetry={retryConnection} />;
  if (state !== 'signed-out') return null;
  return (
    <div className={styles.out}>
      <Callout tone="danger" title="This window is not signed in to Pitwall.">
        {act}
      </Callout>
    </div>
  );
};
