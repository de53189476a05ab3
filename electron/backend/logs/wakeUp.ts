/** Lets one loop wait for news that may come from several places. */
export interface WakeUp {
  readonly wake: () => void;
  /** Resolves at the next `wake`, or at once when one came since the last wait; also when the signal aborts. */
  readonly next: (signal: AbortSignal) => Promise<void>;
}

export const createWakeUp = (): WakeUp => {
  let pending = false;
  const waiting = new Set<() => void>();
  return {
    wake: () => {
      pending = true;
      for (const resume of [...waiting]) resume();
    },
    next: (signal) =>
      new Promise((resolve) => {
        const resume = () => {
          pending = false;
          waiting.delete(resume);
          signal.removeEventListener('abort', resume);
          resolve();
        };
        if (pending || signal.aborted) return resume();
        waiting.add(resume);
        signal.addEventListener('abort', resume);
      }),
  };
};
