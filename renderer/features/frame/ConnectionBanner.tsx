import { useConnection } from '../../backend/connect.ts';
import { StaleBanner } from '../../ui/StaleBanner.tsx';

/** Above every screen while the backend is away: since when what is shown may be old. */
export const ConnectionBanner = () => {
  const { state, since } = useConnection();
  return state === 'lost' ? <StaleBanner state="reconnecting" since={since} /> : null;
};
