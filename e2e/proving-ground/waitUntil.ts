import { setTimeout as sleep } from 'node:timers/promises';

/** How often a condition without an event is looked at again. */
const EVERY = 25;

/** Looks at a condition until it holds and gives back what it found.
 *
 * `find` answers null or false for "not yet"; what it throws counts as "not yet" too and is named when the limit is reached. The limit only
 * ends a hopeless wait: reaching it is an error that names `what`. */
export const waitUntil = async <Found>(
  what: string,
  find: () => Found | Promise<Found>,
  limitMs = 60_000,
): Promise<NonNullable<Exclude<Found, false>>> => {
  const end = Date.now() + limitMs;
  let last: unknown = null;
  for (;;) {
    try {
      const found = await find();
      if (found !== null && found !== undefined && found !== false) return found as NonNullable<Exclude<Found, false>>;
      last = null;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain until ${what}.`, { cause: last });
    await sleep(EVERY);
  }
};
