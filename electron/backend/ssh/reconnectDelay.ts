const FIRST = 500;
const LONGEST = 15_000;

/** Milliseconds to wait before reconnect number `attempt` (from 1): doubling from half a second to 15 s, with full jitter on the upper
 * half, so that many who lost one server do not come back in step. `random` is from [0, 1). */
export const reconnectDelay = (attempt: number, random: number): number => {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
};
