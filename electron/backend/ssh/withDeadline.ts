import type { Clock } from '../clock.ts';

/** Why a signal of `withDeadline` aborted when it was the time and not the caller. */
export const OUT_OF_TIME: unique symbol = Symbol('out of time');

/** Given as a reason it costs nothing; without one, an error with its stack would be made for every deadline that was kept. */
const DONE: unique symbol = Symbol('done');

/** Runs something under a signal that aborts with the caller's, and with OUT_OF_TIME as its reason after `ms`. */
export const withDeadline = async <T>(
  {
    clock,
    ms,
    signal,
  }: { readonly clock: Pick<Clock, 'sleep'>; readonly ms: number; readonly signal: AbortSignal | undefined },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const either = new AbortController();
  const over = new AbortController();
  const onAbort = () => either.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  clock.sleep(ms, over.signal).then(
    () => either.abort(OUT_OF_TIME),
    () => undefined,
  );
  try {
    return await run(either.signal);
  } finally {
    over.abort(DONE);
    signal?.removeEventListener('abort', onAbort);
  }
};
