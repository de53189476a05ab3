/** Whether a place contradicts a score: the nearest scored item above has a lower one, or the nearest below a higher one.
 *
 * null stands for "none there", and for an item without a score, which nothing contradicts. */
export const contradictsScore = (score: number | null, above: number | null, below: number | null): boolean =>
  score !== null && ((above !== null && above < score) || (below !== null && below > score));
