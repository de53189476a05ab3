import { byRank } from '../../../shared/backlog/byRank.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { filterWords, itemTextOf } from '../../../shared/backlog/itemTextOf.ts';
import { categoryIn, isOpen } from '../../../shared/backlog/statusIn.ts';
import type { ItemId, SprintId } from '../../../shared/ids.ts';
import type { Planning } from '../../backend/usePlanning.ts';

/** Open items that are in no sprint, in the rank order. */
export const unplannedItems = ({ items, settings }: Pick<Planning, 'items' | 'settings'>): readonly Item[] =>
  [...items.byId.values()]
    .filter(
      ({ sprint, triage, status }) =>
        sprint === null && triage === null && isOpen(categoryIn(settings.workflow, status)),
    )
    .sort(byRank);

/** The items that hold every word of a text in their key, title or labels. */
export const withWords = (items: readonly Item[], text: string): readonly Item[] => {
  const words = filterWords(text);
  if (words.length === 0) return items;
  return items.filter((item) => words.every((word) => itemTextOf(item).includes(word)));
};

/** Items with the parts that go with them from one place to another: what is in another sprint, or ended, stays where it is. */
export const withParts = (
  chosen: readonly ItemId[],
  from: SprintId | null,
  { items, settings }: Pick<Planning, 'items' | 'settings'>,
): readonly Item[] => {
  const partsOf = Map.groupBy(items.byId.values(), ({ parent }) => parent);
  const taken = new Map<ItemId, Item>();
  const take = (item: Item): void => {
    if (taken.has(item.id)) return;
    taken.set(item.id, item);
    for (const part of partsOf.get(item.id) ?? [])
      if (part.sprint === from && part.triage === null && isOpen(categoryIn(settings.workflow, part.status)))
        take(part);
  };
  for (const id of chosen) {
    const item = items.byId.get(id);
    if (item !== undefined) take(item);
  }
  return [...taken.values()];
};
