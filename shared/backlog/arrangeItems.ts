import { groupItems, type ItemGroup } from './groupItems.ts';
import type { Item } from './item.ts';
import type { ItemFilter } from './itemFilter.ts';
import { itemTests } from './itemTests.ts';
import { filterWords, itemTexts } from './itemTexts.ts';
import type { ListLayout } from './savedView.ts';
import { type ListContext, sortItems } from './sortItems.ts';

export interface ArrangedItems {
  readonly groups: readonly ItemGroup[];
  /** Items that the filter lets through; one that is in two groups counts once. */
  readonly shown: number;
  /** Items that there are without the filter. */
  readonly total: number;
}

/** The last order of each list, because filtering does not change it and typing filters at every key. */
const lastOrder = new WeakMap<
  readonly Item[],
  { readonly sort: ListLayout['sort']; readonly context: ListContext; readonly ordered: readonly Item[] }
>();

const inOrder = (items: readonly Item[], sort: ListLayout['sort'], context: ListContext): readonly Item[] => {
  const last = lastOrder.get(items);
  const sameSort = last?.sort?.column === sort?.column && last?.sort?.descending === sort?.descending;
  // The rank needs nothing but the items.
  if (last !== undefined && sameSort && (sort === null || last.context === context)) return last.ordered;
  const ordered = sortItems(
    items.filter(({ triage }) => triage === null),
    sort,
    context,
  );
  lastOrder.set(items, { sort, context, ordered });
  return ordered;
};

/** What a list shows: filtered, in order, in groups. Items that wait in the inbox are in no list.
 *
 * Meant for every key press on ten thousand items: give it the same array (and, when sorted, the same context) as long as they are the same,
 * for the order and the texts are kept for it. */
export const arrangeItems = (
  items: readonly Item[],
  { filter, sort, group }: { readonly filter: ItemFilter } & Pick<ListLayout, 'sort' | 'group'>,
  context: ListContext,
): ArrangedItems => {
  const ordered = inOrder(items, sort, context);
  const tests = itemTests(filter, context.workflow);
  const words = filterWords(filter.text ?? '');
  const texts = words.length === 0 ? null : itemTexts(ordered);
  const shown =
    tests.length === 0 && texts === null
      ? ordered
      : ordered.filter(
          (item, at) =>
            (texts === null || words.every((word) => texts[at]?.includes(word) === true)) &&
            tests.every((test) => test(item)),
        );
  return { groups: groupItems(shown, group, context), shown: shown.length, total: ordered.length };
};
