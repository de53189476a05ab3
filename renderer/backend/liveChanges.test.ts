import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, describe, expect, it } from 'vitest';
import { createChangeFeed } from '../../electron/backend/live/createChangeFeed.ts';
import { createLiveHandlers } from '../../electron/backend/live/liveHandlers.ts';
import { liveContract } from '../../shared/live/contract.ts';
import { ConnectionLost } from './connectionLost.ts';
import { guardLink } from './guardLink.ts';
import { followLiveChanges } from './liveChanges.ts';

type Client = ContractRouterClient<{ readonly live: typeof liveContract }>;
type Invalidation = { readonly queryKey?: readonly unknown[] };

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

/** The backend's real stream over a real MessageChannel that can be cut. */
const connection = (feed: ReturnType<typeof createChangeFeed>) => {
  const { port1, port2 } = new MessageChannel();
  let closed = false;
  const end = new Promise<void>((resolve) => port2.addEventListener('close', () => resolve()));
  void end.then(() => {
    closed = true;
  });
  const os = implement({ live: liveContract });
  new RPCHandler(os.router({ live: createLiveHandlers({ feed }) })).upgrade(port1);
  port1.start();
  const client: Client = createORPCClient(guardLink(new RPCLink({ port: port2 }), () => closed));
  port2.start();
  undo.push(() => port1.close());
  return { client, cut: () => port1.close(), end };
};

/** Follows over whichever connection is put under it, and keeps what it invalidates and from where it read. */
const follow = () => {
  const invalidated: Invalidation[] = [];
  const since: (number | null)[] = [];
  let current: Client | null = null;
  let wake = () => {};
  const stop = new AbortController();
  undo.push(() => stop.abort());
  void followLiveChanges({
    open: (from, signal) => {
      since.push(from);
      if (current === null) return Promise.reject(new ConnectionLost());
      return current.live.changes({ since: from }, { signal });
    },
    whenLive: () =>
      current === null
        ? new Promise((resolve) => {
            wake = resolve;
          })
        : Promise.resolve(),
    queries: {
      invalidateQueries: async (filters) => void invalidated.push((filters ?? {}) as Invalidation),
    },
    signal: stop.signal,
    restMs: 5,
  });
  return {
    invalidated,
    since,
    use: (client: Client | null) => {
      current = client;
      if (client !== null) wake();
    },
  };
};

const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const names = (invalidated: readonly Invalidation[]) =>
  invalidated.map(({ queryKey }) => JSON.stringify(queryKey ?? null));

describe('live changes', () => {
  it('are turned into what is untrue now, and gathered', async () => {
    const feed = createChangeFeed(100);
    const { client } = connection(feed);
    const following = follow();
    following.use(client);
    await until(() => following.invalidated.length === 1);
    for (let n = 0; n < 500; n += 1) feed.publish('range', null);
    await until(() => following.invalidated.length > 1);
    const rangeTimes = names(following.invalidated).filter((name) => name.includes('range')).length;
    expect(rangeTimes).toBeGreaterThan(0);
    expect(rangeTimes).toBeLessThan(50);
  });

  it('go on where they stopped when the connection is back, and miss nothing', async () => {
    const feed = createChangeFeed(100);
    const first = connection(feed);
    const following = follow();
    following.use(first.client);
    await until(() => following.invalidated.length === 1);
    feed.publish('ledger', null);
    await until(() => names(following.invalidated).some((name) => name.includes('ledger')));

    following.use(null);
    first.cut();
    await first.end;
    feed.publish('app', null);
    following.use(connection(feed).client);
    await until(() => names(following.invalidated).some((name) => name.includes('app')));
    expect(following.since.filter((from) => from !== null)).toContain(101);
    // Nothing was read anew that had not changed.
    expect(names(following.invalidated).filter((name) => name === 'null')).toHaveLength(1);
  });

  it('read everything anew when the backend is another one', async () => {
    const first = connection(createChangeFeed(100));
    const following = follow();
    following.use(first.client);
    await until(() => following.invalidated.length === 1);
    following.use(null);
    first.cut();
    await first.end;
    following.use(connection(createChangeFeed(5_000)).client);
    await until(() => names(following.invalidated).includes('[]'));
  });
});

describe('a link that is cut', () => {
  it('ends a waiting call and a waiting stream as a lost connection', async () => {
    const { client, cut } = connection(createChangeFeed(0));
    const stream = await client.live.changes({ since: 0 });
    const next = stream.next();
    cut();
    await expect(next).rejects.toBeInstanceOf(ConnectionLost);
    await expect(client.live.changes({ since: 0 })).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('leaves a call that was aborted on purpose what it is', async () => {
    const { client } = connection(createChangeFeed(0));
    const stop = new AbortController();
    const stream = await client.live.changes({ since: 0 }, { signal: stop.signal });
    const next = stream.next();
    stop.abort();
    await expect(next).rejects.not.toBeInstanceOf(ConnectionLost);
  });

  it('lets a reader leave while nothing comes', async () => {
    const { client } = connection(createChangeFeed(0));
    const stream = await client.live.changes({ since: 0 });
    const next = stream.next();
    await stream.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
