import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../shared/live/contract.ts';
import { createChangeFeed } from './createChangeFeed.ts';

const take = async (events: AsyncGenerator<LiveEvent, void, void>, count: number): Promise<LiveEvent[]> => {
  const taken: LiveEvent[] = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    if (done || value === undefined) break;
    taken.push(value);
  }
  return taken;
};

describe('the change feed', () => {
  it('begins with a reset, then tells every change in order', async () => {
    const feed = createChangeFeed(1000);
    const events = feed.events(null, new AbortController().signal);
    expect(await take(events, 1)).toEqual([{ kind: 'reset', sequence: 1000 }]);
    feed.publish('run', 'a');
    feed.publish('project', null);
    expect(await take(events, 2)).toEqual([
      { kind: 'change', sequence: 1001, entity: 'run', id: 'a' },
      { kind: 'change', sequence: 1002, entity: 'project', id: null },
    ]);
  });

  it('goes on where a reader stopped, whatever it had seen; or resets it when too much was missed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2500), fc.nat(2500), async (published, seen) => {
        const feed = createChangeFeed(0);
        for (let n = 0; n < published; n += 1) feed.publish('run', String(n));
        const stop = new AbortController();
        const events = feed.events(seen, stop.signal);
        const missed = published - seen;
        if (missed < 0 || missed > 1000)
          expect(await take(events, 1)).toEqual([{ kind: 'reset', sequence: published }]);
        else
          expect((await take(events, missed)).map(({ sequence }) => sequence)).toEqual(
            Array.from({ length: missed }, (_, n) => seen + n + 1),
          );
        stop.abort();
      }),
      { numRuns: 60 },
    );
  });

  it('resets a reader that comes from before a restart', async () => {
    const feed = createChangeFeed(5_000);
    expect(await take(feed.events(4_000, new AbortController().signal), 1)).toEqual([
      { kind: 'reset', sequence: 5_000 },
    ]);
    expect(await take(feed.events(9_000, new AbortController().signal), 1)).toEqual([
      { kind: 'reset', sequence: 5_000 },
    ]);
  });

  it('ends when the reader goes, and forgets it', async () => {
    const feed = createChangeFeed(0);
    const stop = new AbortController();
    const events = feed.events(0, stop.signal);
    const next = events.next();
    stop.abort();
    expect(await next).toEqual({ value: undefined, done: true });
  });
});
