import { onlineManager, QueryClient } from '@tanstack/react-query';
import { useConnection } from './connect.ts';
import { ConnectionLost } from './connectionLost.ts';

/** What the backend said, kept until the live stream says that it changed.
 *
 * Queries wait while the connection is lost and go on when it is back; what the backend refused is not asked again. Mutations never wait:
 * a click that is not carried now fails now, and does not fire minutes later. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (_failures, error) => error instanceof ConnectionLost,
      retryDelay: 100,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** For TanStack Query "online" is our own connection: a laptop without a network still has its backend. */
onlineManager.setEventListener((setOnline) => {
  const tell = (): void => {
    const { state } = useConnection.getState();
    setOnline(state === 'live' || state === 'connecting');
  };
  tell();
  return useConnection.subscribe(tell);
});
