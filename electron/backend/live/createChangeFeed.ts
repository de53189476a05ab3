import type { LiveEvent } from '../../../shared/live/contract.ts';
import type { ChangeFeed } from './changeFeed.ts';

/** Changes remembered for a page that comes back; one that missed more reads everything anew. */
const REMEMBERED = 1_000;

/** The stream of changes.
 *
 * Sequences begin at the time of the process's start in milliseconds, so that a number from before a restart is told from one of now. A slow
 * reader holds nothing up and grows nothing: it reads from the same memory, and gets a `reset` when it fell too far behind. */
export const createChangeFeed = (origin: number): ChangeFeed => {
  const remembered: LiveEvent[] = [];
  let last = origin;
  const listeners = new Set<(event: LiveEvent) => void>();

  const after = (sequence: number): readonly LiveEvent[] | null => {
    const oldest = last - remembered.length;
    if (sequence < oldest || sequence < origin || sequence > last) return null;
    return remembered.slice(remembered.length - (last - sequence));
  };

  const subscribe = (listener: (event: LiveEvent) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    publish: (entity, id) => {
      last += 1;
      const event: LiveEvent = { kind: 'change', sequence: last, entity, id };
      remembered.push(event);
      if (remembered.length > REMEMBERED) remembered.shift();
      for (const listener of [...listeners]) listener(event);
    },
    subscribe,
    events: async function* (since, signal) {
      let seen = since;
      let wake: () => void = () => {};
      const unsubscribe = subscribe(() => wake());
      const onAbort = () => wake();
      signal.addEventListener('abort', onAbort);
      try {
        while (!signal.aborted) {
          const missed = seen === null ? null : after(seen);
          if (missed === null) {
            seen = last;
            yield { kind: 'reset', sequence: last };
          } else if (missed.length > 0) {
            for (const event of missed) {
              seen = event.sequence;
              yield event;
              if (signal.aborted) return;
            }
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        unsubscribe();
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
};
