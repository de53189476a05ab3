import type { ArrangedItems } from '../../../../shared/backlog/arrangeItems.ts';
import type { Item, ItemKind } from '../../../../shared/backlog/item.ts';
import type { ListLayout } from '../../../../shared/backlog/savedView.ts';
import type { StatusId } from '../../../../shared/backlog/workflow.ts';
import type { MemberId, SprintId } from '../../../../shared/ids.ts';
import { kindName } from '../../../ui/kindName.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { type ListSums, listSums } from '../listSums.ts';

/** A run of items under one heading; the whole list when it is not grouped. */
export interface ListSection {
  /** null: the list has no groups. */
  readonly title: string | null;
  readonly items: readonly Item[];
}

/** One line of the list. Keys are unique: an item with two labels stands in two groups. */
export type ListRow =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly title: string;
      readonly sums: ListSums;
      readonly section: number;
    }
  | ItemRow;
export interface ItemRow {
  readonly kind: 'item';
  readonly key: string;
  readonly item: Item;
  readonly section: number;
}

const groupTitle = (group: NonNullable<ListLayout['group']>, key: string, model: BacklogModel): string => {
  switch (group) {
    case 'kind':
      return kindName[key as ItemKind];
    case 'status':
      return model.statusOf.get(key as StatusId)?.name ?? 'unknown status';
    case 'label':
      return key === 'none' ? 'No label' : key;
    case 'assignee':
      return key === 'none' ? 'Nobody' : (model.memberOf.get(key as MemberId)?.name ?? 'no longer in the team');
    case 'sprint':
      return key === 'none' ? 'No sprint' : (model.sprintOf.get(key as SprintId)?.name ?? 'a sprint that is gone');
    default:
      return group satisfies never;
  }
};

/** The list's sections, with their titles. */
export const sectionsOf = (
  { groups }: Pick<ArrangedItems, 'groups'>,
  group: ListLayout['group'],
  model: BacklogModel,
): readonly ListSection[] =>
  groups.map(({ key, items }) => ({
    title: group === null || key === null ? null : groupTitle(group, key, model),
    items,
  }));

/** The lines that the sections are drawn as. */
export const rowsOf = (sections: readonly ListSection[], rolledUp: BacklogModel['rolledUp']): readonly ListRow[] =>
  sections.flatMap(({ title, items }, section): readonly ListRow[] => {
    if (title === null) return items.map((item) => ({ kind: 'item', key: item.id, item, section }));
    return [
      { kind: 'group', key: `group ${String(section)}`, title, sums: listSums(items, rolledUp), section },
      ...items.map((item): ItemRow => ({ kind: 'item', key: `${String(section)} ${item.id}`, item, section })),
    ];
  });
