import { expect, it } from 'vitest';
import { systemClock } from './systemClock.ts';

it('sleeps until its time or until the signal aborts, and then rejects with the very reason', async () => {
  const reason = Symbol('enough');
  const stop = new AbortController();
  const long = systemClock.sleep(60_000, stop.signal);
  await systemClock.sleep(1, stop.signal);
  stop.abort(reason);
  await expect(long).rejects.toBe(reason);
  await expect(systemClock.sleep(60_000, stop.signal)).rejects.toBe(reason);
  await systemClock.sleep(0);
});
