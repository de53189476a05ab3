import { afterEach, describe, expect, it } from 'vitest';
import { handClock } from '../db/testing/databaseFolder.ts';
import { createPoller, type Poller } from './poller.ts';

const MINUTE = 60_000;
const pollers: Poller[] = [];
afterEach(async () => {
  for (const poller of pollers.splice(0)) await poller.dispose();
});

const bed = () => {
  const clock = handClock(0);
  const errors: string[] = [];
  const poller = createPoller({ clock, onError: (id, error) => void errors.push(`${id}: ${error}`) });
  pollers.push(poller);
  const looks: { readonly id: string; readonly at: number }[] = [];
  /** Lets the time go by in small steps, as a running machine does. */
  const run = async (ms: number) => {
    for (let gone = 0; gone < ms; gone += 100) {
      await clock.sleeping();
      clock.move(100);
      await settle();
    }
  };
  const sleep = async (ms: number) => {
    await clock.sleeping();
    clock.move(ms);
    await settle();
  };
  const watch = (id: string, everyMs: number, look: (signal: AbortSignal) => Promise<void> = async () => {}) =>
    poller.set(id, everyMs, (signal) => {
      looks.push({ id, at: clock.now() });
      return look(signal);
    });
  const times = (id: string) => looks.filter((each) => each.id === id).map(({ at }) => at);
  return { clock, poller, errors, looks, run, sleep, watch, times };
};
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const hang = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('M1 the timer wheel', () => {
  it('M1 looks soon, then once every interval', async () => {
    const { watch, run, times } = bed();
    watch('a', 10_000);
    await run(5 * MINUTE);
    const looks = times('a');
    expect(looks[0]).toBeLessThanOrEqual(2_000);
    expect(looks.length).toBeGreaterThanOrEqual(29);
    expect(looks.length).toBeLessThanOrEqual(31);
    for (const [n, at] of looks.entries()) if (n > 1) expect(at - (looks[n - 1] ?? 0)).toBe(10_000);
  });

  it('M1 spreads the targets over the interval', async () => {
    const { watch, run, looks } = bed();
    for (let n = 0; n < 10; n += 1) watch(`t${n}`, 10_000);
    await run(2 * MINUTE);
    const late = looks.filter(({ at }) => at > MINUTE && at <= MINUTE + 10_000).map(({ at }) => at);
    expect(late).toHaveLength(10);
    // Ten looks within ten seconds: none of them with more than one other in the same half second.
    const slots = Map.groupBy(late, (at) => Math.floor(at / 500));
    expect(Math.max(...[...slots.values()].map((each) => each.length))).toBeLessThanOrEqual(2);
  });

  it('M1 looks at each target at the same moment of its interval, whatever is due beside it', async () => {
    const { watch, sleep, times } = bed();
    const intervals = Array.from({ length: 30 }, (_, n) => 2_000 + (n % 4) * 1_000);
    for (const [n, every] of intervals.entries()) watch(`t${n}`, every);
    for (let gone = 0; gone < MINUTE; gone += 10) await sleep(10);
    for (const [n, every] of intervals.entries()) {
      const looks = times(`t${n}`).slice(1);
      expect(new Set(looks.slice(1).map((at, index) => at - (looks[index] ?? 0)))).toEqual(new Set([every]));
    }
  });

  it('M1 has one look of a target at a time, and a target that hangs delays no other', async () => {
    const { watch, run, times } = bed();
    watch('hung', 2_000, hang);
    watch('well', 2_000);
    await run(MINUTE);
    expect(times('hung')).toHaveLength(1);
    expect(times('well').length).toBeGreaterThanOrEqual(29);
  });

  it('M1 goes on after a look that fails, and says so', async () => {
    const { watch, run, times, errors } = bed();
    watch('a', 5_000, () => Promise.reject(new Error('broken')));
    await run(20_000);
    expect(times('a').length).toBeGreaterThan(3);
    expect(errors[0]).toContain('broken');
  });

  it('M2 looks once after the laptop slept, not once for every turn it missed', async () => {
    const { watch, run, sleep, looks, clock } = bed();
    for (let n = 0; n < 5; n += 1) watch(`t${n}`, 5_000);
    await run(MINUTE);
    looks.length = 0;
    await sleep(8 * 60 * MINUTE);
    const woke = clock.now();
    await run(2_000);
    expect(looks.map(({ id }) => id).sort()).toEqual(['t0', 't1', 't2', 't3', 't4']);
    // One after the other, not all in the same instant.
    expect(new Set(looks.map(({ at }) => at)).size).toBe(5);
    expect(looks.every(({ at }) => at >= woke)).toBe(true);
  });

  it('M2 gives up a look that was under way when the laptop fell asleep', async () => {
    const { watch, run, sleep, times } = bed();
    let given = 0;
    watch('a', 5_000, (signal) => {
      signal.addEventListener('abort', () => {
        given += 1;
      });
      return hang(signal);
    });
    await run(3_000);
    await sleep(60 * MINUTE);
    await run(1_000);
    expect(given).toBe(1);
    expect(times('a')).toHaveLength(2);
  });

  it('M1 stops a target that is removed, and gives up its look', async () => {
    const { watch, run, times, poller } = bed();
    const { promise, resolve } = Promise.withResolvers<void>();
    watch('a', 5_000, (signal) => {
      signal.addEventListener('abort', () => resolve());
      return hang(signal);
    });
    watch('b', 5_000);
    await run(6_000);
    poller.remove('a');
    await promise;
    await run(20_000);
    expect(times('a')).toHaveLength(1);
    expect(times('b').length).toBeGreaterThan(3);
  });

  it('M1 takes a new interval at once', async () => {
    const { watch, run, times } = bed();
    watch('a', 60 * MINUTE);
    await run(5_000);
    watch('a', 1_000);
    await run(10_000);
    expect(times('a').length).toBeGreaterThanOrEqual(9);
  });
});
