import { useState } from 'react';

interface Attempt {
  readonly busy: boolean;
  /** What the last attempt threw; null when it did not. */
  readonly error: unknown;
  /** Does it, then what follows; a failure is kept for display. */
  readonly run: <Result>(act: () => Promise<Result>, then: (result: Result) => void) => void;
}

/** One act of a dialog: whether it is under way, and why it was refused. */
export const useAttempt = (): Attempt => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  return {
    busy,
    error,
    run: (act, then) => {
      setBusy(true);
      setError(null);
      act()
        .then(then)
        .catch((thrown: unknown) => setError(thrown ?? new Error('It failed without a reason.')))
        .finally(() => setBusy(false));
    },
  };
};
