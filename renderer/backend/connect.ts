import type { ClientContext, ClientLink } from '@orpc/client';
import { create } from 'zustand';
import { ConnectionLost } from './connectionLost.ts';
import { guardLink } from './guardLink.ts';
import { openPort } from './openPort.ts';
import { openSocket } from './openSocket.ts';
import { socketBackoff } from './socketBackoff.ts';
import type { Opened, Transport } from './transport.ts';

/** How this window stands with Pitwall's backend.
 *
 * `connecting` only before the first success; `lost` while it is tried again by itself; `signed-out` when the backend does not know this
 * window and the user must open a fresh link. */
export interface Connection {
  readonly state: 'connecting' | 'live' | 'lost' | 'signed-out';
  /** Since when it stands so, in milliseconds since 1970. */
  readonly since: number;
  /** What the user can do; null where nothing needs to be done. */
  readonly act: string | null;
}

/** The connection's state, for every view that shows it. Written here alone. */
export const useConnection = create<Connection>()(() => ({ state: 'connecting', since: Date.now(), act: null }));

const SIGN_IN_ACT = 'Run npm start in Pitwall’s folder and open the link it prints in this browser.';

let current: { readonly transport: Transport; readonly link: ClientLink<ClientContext> } | null = null;
let running = false;
let wake = (): void => {};

/** Tries at once instead of waiting for the next try; also what a "Try now" button calls. */
export const retryConnection = (): void => wake();

/** Opens the connection and keeps it open for the life of the window. Safe to call twice. */
export const connect = (): void => {
  if (running) return;
  running = true;
  window.addEventListener('online', retryConnection);
  window.addEventListener('hashchange', retryConnection);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') retryConnection();
  });
  void keepOpen(window.location.protocol === 'app:' ? openPort : openSocket);
};

/** The open link. While the first connection is being made, waits for it; afterwards a broken connection fails the call at once. */
export const openLink = async (signal: AbortSignal | undefined): Promise<ClientLink<ClientContext>> => {
  connect();
  await until((state) => state !== 'connecting', signal);
  if (current === null) throw new ConnectionLost();
  return current.link;
};

/** Resolves when the backend can be reached; rejects when the signal aborts first. */
export const whenLive = (signal: AbortSignal): Promise<void> => until((state) => state === 'live', signal);

const keepOpen = async (open: () => Promise<Opened>): Promise<never> => {
  for (let failures = 0; ; ) {
    const opened = await open().catch((): Opened => ({ kind: 'unreachable' }));
    if (opened.kind === 'open') {
      failures = 0;
      await serve(opened.transport);
    } else if (opened.kind === 'signed-out') {
      enter('signed-out', SIGN_IN_ACT);
      await pause(null);
    } else {
      failures += 1;
      if (failures > 1) enter('lost', null);
      await pause(socketBackoff(failures, Math.random()));
    }
  }
};

const serve = async (transport: Transport): Promise<void> => {
  let closed = false;
  current = { transport, link: guardLink(transport.link, () => closed) };
  void transport.closed.then(() => {
    closed = true;
  });
  enter('live', null);
  await transport.closed;
  current = null;
  enter('lost', null);
};

const enter = (state: Connection['state'], act: string | null): void => {
  if (useConnection.getState().state !== state) useConnection.setState({ state, act, since: Date.now() });
};

/** Waits `ms`, or for ever when null; a call of `retryConnection` ends it. */
const pause = (ms: number | null): Promise<void> =>
  new Promise((resolve) => {
    const timer = ms === null ? undefined : setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

const until = (wanted: (state: Connection['state']) => boolean, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    if (wanted(useConnection.getState().state)) return resolve();
    const end = (settle: () => void) => {
      unsubscribe();
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => end(() => reject(signal?.reason));
    const unsubscribe = useConnection.subscribe(({ state }) => {
      if (wanted(state)) end(resolve);
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
