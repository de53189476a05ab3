import { generateKeyBetween } from 'fractional-indexing';

/** A rank strictly between two neighbours (fractional indexing, base 62).
 *
 * `null` stands for the list's end on that side. Ranks are compared as plain strings, code unit by code unit. Throws RangeError when `below`
 * does not sort behind `above`: the library itself would silently turn them round. */
export const rankBetween = (above: string | null, below: string | null): string => {
  if (above !== null && below !== null && above >= below)
    throw new RangeError(`there is no rank between ${above} and ${below}`);
  return generateKeyBetween(above, below);
};
