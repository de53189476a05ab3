/** Room for so many channels at a time; the rest waits in order. */
export interface ChannelGate {
  /** Waits for room. Resolves with what gives it back; rejects with the signal's reason. */
  readonly enter: (signal: AbortSignal) => Promise<() => void>;
  /** The server took fewer than we thought: for now one less than are in. False when nobody else is in, so that waiting for one of ours
   * would not help. */
  readonly narrow: () => boolean;
  /** The server took one: after so many of these as there is room, one more is tried. */
  readonly taken: () => void;
}

/** A semaphore that learns how much room there really is, as TCP learns it: less after a refusal, slowly more again. */
export const createChannelGate = (room: number): ChannelGate => {
  let limit = room;
  let inside = 0;
  let good = 0;
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
      good = 0;
      if (inside <= 1) return false;
      limit = Math.min(limit, inside - 1);
      return true;
    },
    taken: () => {
      good += 1;
      if (limit === room || good < room) return;
      good = 0;
      limit += 1;
      admit();
    },
  };
};
