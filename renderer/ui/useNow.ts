import { useSyncExternalStore } from 'react';

interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly now: () => number;
}

/** One timer for everyone who shows a time, not one each; it runs only while somebody looks. */
const createTicker = (every: number): Ticker => {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let current = Date.now();
  const tick = () => {
    current = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    now: () => current,
    subscribe: (listener) => {
      if (timer === null) {
        current = Date.now();
        timer = setInterval(tick, every);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && timer !== null) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
  };
};

const slow = createTicker(15_000);
const fast = createTicker(250);
const still: Ticker = { subscribe: () => () => undefined, now: () => 0 };

/** The current time, read again as often as `pace` says: `fast` four times a second (a running clock), `slow` every 15 s, `still` never (0). */
export const useNow = (pace: 'fast' | 'slow' | 'still'): number => {
  const ticker = pace === 'fast' ? fast : pace === 'slow' ? slow : still;
  return useSyncExternalStore(ticker.subscribe, ticker.now);
};
