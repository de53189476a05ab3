import type { Place } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { rankBetween } from '../../../shared/backlog/rankBetween.ts';
import type { ItemId } from '../../../shared/ids.ts';

/** The rank that an item gets at a place, as the backend will very likely give it: what is shown until it has said so. */
export const rankAt = (items: Iterable<Item>, moved: ItemId, place: Place): string => {
  const others = [...items].filter(({ id }) => id !== moved);
  const ranks = others.map(({ rank }) => rank);
  const least = (all: readonly string[]): string | null =>
    all.reduce<string | null>((found, rank) => (found === null || rank < found ? rank : found), null);
  if (place === 'top') return rankBetween(null, least(ranks));
  if (place === 'bottom')
    return rankBetween(
      ranks.reduce<string | null>((found, rank) => (found === null || rank > found ? rank : found), null),
      null,
    );
  const above = others.find(({ id }) => id === place.after)?.rank ?? null;
  return rankBetween(above, least(ranks.filter((rank) => above === null || rank > above)));
};
