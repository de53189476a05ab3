import { groupItems, type ItemGroup } from './groupItems.ts';
import type { Item } from './item.ts';
import type { ItemFilter } from './itemFilter.ts';
import { itemTests } from './itemTests.ts';
import { filterWords, itemTextOf } from './itemTextOf.ts';
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

interface Found {
  /** The filter but for its text. */
  readonly rest: string;
  readonly words: readonly string[];
  readonly items: readonly Item[];
}

/** What was last found in each list. */
const lastFound = new WeakMap<readonly Item[], Found>();

/** Whether everything that holds these words holds those, too: typing on only ever narrows. */
const narrows = (words: readonly string[], before: readonly string[]): boolean =>
  before.every((old) => words.some((word) => word.includes(old)));

/** The items of a list that fit the filter, in the list's order; looked for among the last found ones while somebody types on. */
const findItems = (list: readonly Item[], { text, ...rest }: ItemFilter, workflow: ListContext['workflow']): Found => {
  const words = filterWords(text ?? '');
  const key = JSON.stringify([rest, workflow]);
  const last = lastFound.get(list);
  const among = last !== undefined && last.rest === key && narrows(words, last.words) ? last.items : list;
  const tests = among === list ? itemTests(rest, workflow) : [];
  const items =
    words.length === 0 && tests.length === 0
      ? among
      : among.filter((item) => {
          const itemText = words.length === 0 ? '' : itemTextOf(item);
          return words.every((word) => itemText.includes(word)) && tests.every((test) => test(item));
        });
  const found = { rest: key, words, items };
  lastFound.set(list, found);
  return found;
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
  const { items: shown } = findItems(ordered, filter, context.workflow);
  return { groups: groupItems(shown, group, context), shown: shown.length, total: ordered.length };
};
