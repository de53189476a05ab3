import { generateNKeysBetween } from 'fractional-indexing';

/** So many ranks between two neighbours, rising, spread so that they stay short; `null` stands for the list's end on that side.
 *
 * Throws RangeError when `below` does not sort behind `above`. */
export const ranksBetween = (above: string | null, below: string | null, count: number): readonly string[] => {
  if (above !== null && below !== null && above >= below)
    throw new RangeError(`there are no ranks between ${above} and ${below}`);
  return generateNKeysBetween(above, below, count);
};
