import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../shared/live/contract.ts';
import { ConnectionLost } from './connectionLost.ts';
import { staleQueries } from './staleQueries.ts';

export interface LiveChangesDeps {
  /** Opens the stream after a sequence; null begins anew. */
  readonly open: (since: number | null, signal: AbortSignal) => Promise<AsyncIterable<LiveEvent>>;
  /** Resolves when the backend can be reached. */
  readonly whenLive: (signal: AbortSignal) => Promise<void>;
  readonly queries: Pick<QueryClient, 'invalidateQueries'>;
  readonly signal: AbortSignal;
  /** A pause after a stream that ended although the connection stands, in milliseconds. */
  readonly restMs?: number;
}

/** A running deploy tells its steps and bytes often; the screen has no use for more than this. */
const GATHER_MS = 50;

/** Keeps what the window shows true: follows the live stream for good, and marks untrue what each change touches.
 *
 * After a broken connection it goes on behind the last change it saw, so that nothing is missed and nothing is read without need; the
 * backend answers with a `reset` when it cannot go on from there. */
export const followLiveChanges = async (deps: LiveChangesDeps): Promise<void> => {
  const { open, whenLive, queries, signal, restMs = 1_000 } = deps;
  const invalidate = gatherInvalidations(queries);
  let since: number | null = null;
  while (!signal.aborted) {
    try {
      await whenLive(signal);
      for await (const event of await open(since, signal)) {
        // The first reset only says where the stream begins: what is being read at this moment is not old.
        if (event.kind === 'reset' && since === null) void queries.invalidateQueries({}, { cancelRefetch: false });
        else invalidate(event);
        since = event.sequence;
      }
      await rest(restMs, signal);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) await rest(restMs, signal);
    }
  }
};

const gatherInvalidations = (queries: LiveChangesDeps['queries']) => {
  const gathered = new Map<string, () => void>();
  return (event: LiveEvent): void => {
    if (gathered.size === 0) setTimeout(flush, GATHER_MS);
    for (const { key, quietly } of staleQueries(event))
      gathered.set(JSON.stringify([key, quietly]), () => {
        void queries.invalidateQueries({ queryKey: key, refetchType: quietly ? 'none' : 'active' });
      });
  };
  function flush(): void {
    const all = [...gathered.values()];
    gathered.clear();
    for (const invalidate of all) invalidate();
  }
};

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
