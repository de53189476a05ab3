const ends = new Set<() => void>();

const endAll = () => {
  for (const end of ends) {
    ends.delete(end);
    try {
      end();
    } catch {
      // The next one must have its turn; the process is ending.
    }
  }
};

const onSignal = (signal: NodeJS.Signals) => {
  endAll();
  // Somebody else who listens decides what the signal means; without one it means what it always does.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
};

/** Calls `end` (synchronous) when this process exits or is told to by SIGINT, SIGTERM or SIGHUP; returns its own undo. */
export const endWithProcess = (end: () => void): (() => void) => {
  if (ends.size === 0) {
    process.once('exit', endAll);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, onSignal);
  }
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size > 0) return;
    process.off('exit', endAll);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
  };
};
