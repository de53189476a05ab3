/** Time as an argument, so that tests never sleep. */
export interface Clock {
  /** Milliseconds since 1970, UTC; may jump when the system's clock is set. */
  readonly now: () => number;
  /** Milliseconds that only grow; for durations. */
  readonly monotonic: () => number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}
