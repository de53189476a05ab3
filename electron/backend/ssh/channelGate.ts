/** Room for so many channels at a time; the rest waits in order. */
export interface ChannelGate {
  /** Waits for room. Resolves with what gives it back; rejects with the signal's reason. */
  readonly enter: (signal: AbortSignal) => Promise<() => void>;
  /** The server took fewer than we thought: from now on one less than are in now. False when nobody else is in, so that waiting
   * would not help. */
  readonly narrow: () => boolean;
}

/** A semaphore that can learn that there is less room than it was made with. */
export const createChannelGate = (room: number): ChannelGate => {
  let limit = room;
  let inside = 0;
  const waiting: (() => void)[] = [];
  const admit = () => {
    while (inside < limit) {
      const next = waiting.shift();
      if (next === undefined) return;
      inside += 1;
      next();
    }
  };
  const leave = () => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inside -= 1;
      admit();
    };
  };
  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const onAbort = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal.reason);
        };
        const enter = () => {
          signal.removeEventListener('abort', onAbort);
          resolve(leave());
        };
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.push(enter);
        admit();
      }),
    narrow: () => {
      if (inside <= 1) return false;
      limit = Math.min(limit, inside - 1);
      return true;
    },
  };
};
