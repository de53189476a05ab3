import { describe, expect, it } from 'vitest';
import { createWakeUp } from './wakeUp.ts';

const never = new AbortController().signal;

describe('a wake-up', () => {
  it('does not lose a call that came before the wait', async () => {
    const wakeUp = createWakeUp();
    wakeUp.wake();
    await wakeUp.next(never);
  });

  it('wakes everybody who waits, once', async () => {
    const wakeUp = createWakeUp();
    let woken = 0;
    const both = [1, 2].map(() => wakeUp.next(never).then(() => (woken += 1)));
    wakeUp.wake();
    await Promise.all(both);
    expect(woken).toBe(2);
    const again = wakeUp.next(never).then(() => 'woken');
    expect(await Promise.race([again, Promise.resolve('asleep')])).toBe('asleep');
    wakeUp.wake();
    expect(await again).toBe('woken');
  });

  it('ends the wait when the signal aborts', async () => {
    const stop = new AbortController();
    const waiting = createWakeUp().next(stop.signal);
    stop.abort();
    await waiting;
  });
});
