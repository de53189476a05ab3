import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import { createChangeFeed } from './createChangeFeed.ts';
import { createLiveHandlers } from './liveHandlers.ts';

it('streams changes to a page until it goes, and to one that comes back from where it stopped', async () => {
  const feed = createChangeFeed(100);
  const client = createRouterClient(createLiveHandlers({ feed }));
  const stop = new AbortController();
  const first = await client.changes({ since: null }, { signal: stop.signal });
  expect((await first.next()).value).toEqual({ kind: 'reset', sequence: 100 });
  feed.publish('run', 'a');
  expect((await first.next()).value).toEqual({ kind: 'change', sequence: 101, entity: 'run', id: 'a' });
  const waiting = first.next();
  stop.abort();
  expect((await waiting).done).toBe(true);

  feed.publish('run', 'b');
  const second = await client.changes({ since: 101 }, { signal: AbortSignal.timeout(10_000) });
  expect((await second.next()).value).toMatchObject({ sequence: 102, id: 'b' });
  await second.return?.();
});

it('holds no memory for a page that reads slowly: it is told to read all anew', async () => {
  const feed = createChangeFeed(0);
  const client = createRouterClient(createLiveHandlers({ feed }));
  const stop = new AbortController();
  const slow = await client.changes({ since: 0 }, { signal: stop.signal });
  feed.publish('project', 'a');
  expect((await slow.next()).value).toMatchObject({ sequence: 1 });
  for (let n = 0; n < 50_000; n += 1) feed.publish('run', 'b');
  const { value } = await slow.next();
  expect(value).toEqual({ kind: 'reset', sequence: 50_001 });
  stop.abort();
});
