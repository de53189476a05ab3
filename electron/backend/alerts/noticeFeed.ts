import type { ToldNotice } from '../../../shared/alerts/alertNews.ts';

/** Hands every notice from now on to whoever follows: pages of a shell that cannot show notices itself. */
export const createNoticeFeed = () => {
  const listeners = new Set<(notice: ToldNotice) => void>();
  const over = new AbortController();

  return {
    publish: (notice: ToldNotice): void => {
      for (const listener of [...listeners]) listener(notice);
    },
    end: (): void => over.abort(),
    /** Until the signal aborts. What a slow reader has not read yet waits for it: notices are few. */
    follow: async function* (signal: AbortSignal): AsyncGenerator<ToldNotice, void, void> {
      const waiting: ToldNotice[] = [];
      const ended = AbortSignal.any([signal, over.signal]);
      let wake: () => void = () => {};
      const listener = (notice: ToldNotice) => {
        waiting.push(notice);
        wake();
      };
      const onAbort = () => wake();
      listeners.add(listener);
      ended.addEventListener('abort', onAbort);
      try {
        while (!ended.aborted) {
          const next = waiting.shift();
          if (next !== undefined) yield next;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        listeners.delete(listener);
        ended.removeEventListener('abort', onAbort);
      }
    },
  };
};
