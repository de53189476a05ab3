/** A server that does not answer is asked ever more seldom, but at least this often. */
const SELDOM = 30 * 60_000;

/** Milliseconds until the next fetch: the interval of the settings, doubled with each failure in a row up to half an hour, a tenth more or less by
 * chance (`random` is in [0, 1)), so that many windows do not ask one server in one moment. */
export const nextFetchIn = (everySeconds: number, failures: number, random: number): number => {
  const every = everySeconds * 1000;
  const backedOff = Math.max(every, Math.min(SELDOM, every * 2 ** Math.min(failures, 20)));
  return Math.round(backedOff * (0.9 + 0.2 * random));
};
