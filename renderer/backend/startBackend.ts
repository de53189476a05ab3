import { client } from './client.ts';
import { connect, whenLive } from './connect.ts';
import { followLiveChanges } from './liveChanges.ts';
import { queryClient } from './queryClient.ts';

/** Connects the window and keeps what it shows true. Called once, before the window is drawn, so that a one-time code is out of the
 * address bar before anything else reads it. */
export const startBackend = (): void => {
  const signal = new AbortController().signal;
  void followLiveChanges({
    open: (since, stop) => client.live.changes({ since }, { signal: stop }),
    whenLive,
    queries: queryClient,
    signal,
  });
  connect();
};
