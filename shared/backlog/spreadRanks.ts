import { ranksBetween } from './ranksBetween.ts';

/** A rank longer than this is a sign of many moves to one spot: its neighbourhood is spread anew. In characters. */
export const RANK_MAX = 40;
/** New ranks are at most so long, so that the next spread is far away. */
const SPREAD_TO = 20;

/** The ranks beside the spot that are spread with it at least. */
const REACH = 8;

/** New ranks for the neighbourhood of a spot (from one place to another, both included) whose ranks have grown long. They are those of the
 * places from `from` on, in order; all others stay.
 *
 * `ranks` is the whole order. The neighbourhood is the smallest, by doubling, in which short ranks can be had; at worst it is everything,
 * which always can. */
export const spreadRanks = (
  ranks: readonly string[],
  first: number,
  last: number,
): { readonly from: number; readonly ranks: readonly string[] } => {
  for (let reach = REACH; ; reach *= 2) {
    const from = Math.max(0, first - reach);
    const to = Math.min(ranks.length, last + reach + 1);
    const spread = ranksBetween(ranks[from - 1] ?? null, ranks[to] ?? null, to - from);
    if ((from === 0 && to === ranks.length) || spread.every((rank) => rank.length <= SPREAD_TO))
      return { from, ranks: spread };
  }
};
