import type { Item } from './item.ts';

/** Orders items by their rank: plain strings, code unit by code unit, never by a language's rules. */
export const byRank = (one: Pick<Item, 'rank' | 'number'>, other: Pick<Item, 'rank' | 'number'>): number =>
  one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : one.number - other.number;
