import { type Item, itemKinds } from './item.ts';
import type { ListLayout } from './savedView.ts';
import type { ListContext } from './sortItems.ts';
import { labelKey } from './withLabels.ts';

export interface ItemGroup {
  /** The kind, label, member, sprint or status that the items share, `none` for those without; null when the list is not grouped. */
  readonly key: string | null;
  readonly items: readonly Item[];
}

const keysOf = (item: Item, group: NonNullable<ListLayout['group']>): readonly string[] => {
  if (group === 'label') return item.labels.length === 0 ? ['none'] : item.labels.map(labelKey);
  return [item[group] ?? 'none'];
};

/** The order of groups; those that are not in it follow by name, and `none` comes last. */
const knownKeys = (
  group: NonNullable<ListLayout['group']>,
  { workflow, members, sprints }: ListContext,
): readonly string[] => {
  switch (group) {
    case 'kind':
      return itemKinds;
    case 'status':
      return workflow.map(({ id }) => id);
    case 'assignee':
      return members;
    case 'sprint':
      return sprints;
    case 'label':
      return [];
    default:
      return group satisfies never;
  }
};

/** Items in their groups, each group in the order given; groups without an item are left out.
 *
 * An item with several labels is in the group of each. Labels that differ in case alone are one group, under their first spelling. */
export const groupItems = (
  items: readonly Item[],
  group: ListLayout['group'],
  context: ListContext,
): readonly ItemGroup[] => {
  if (group === null) return [{ key: null, items }];
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const key of keysOf(item, group)) {
      const there = groups.get(key);
      if (there === undefined) groups.set(key, [item]);
      else there.push(item);
    }
  const known = new Map(knownKeys(group, context).map((key, place) => [key, place]));
  const place = (key: string) => (key === 'none' ? known.size + 1 : (known.get(key) ?? known.size));
  return [...groups]
    .sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1))
    .map(([key, of]) => ({ key: group === 'label' ? spelling(key, of) : key, items: of }));
};

const spelling = (key: string, items: readonly Item[]): string =>
  items[0]?.labels.find((label) => labelKey(label) === key) ?? key;
