import type { Rule } from '../alerts/rule.ts';
import type { ItemId, ProjectId } from '../ids.ts';
import type { Sprint } from '../sprints/sprint.ts';
import type { Member } from '../team/member.ts';
import type { Item } from './item.ts';
import type { Comment, ItemLink } from './itemDetail.ts';
import type { PlanningSettings } from './planningSettings.ts';
import type { SavedView } from './savedView.ts';

/** An item as it is kept: its key is the project's and its number, and when it was last changed is stamped by the act. */
export type StoredItem = Omit<Item, 'key' | 'updatedAt'> & { readonly description: string };

/** Everything that planning may change, each kind with its own rows. Undo, redo and the history of a thing know these kinds. */
export interface PlanningRows {
  readonly item: StoredItem;
  readonly comment: Comment;
  readonly link: ItemLink & { readonly projectId: ProjectId };
  readonly member: Member;
  readonly sprint: Sprint;
  readonly view: SavedView;
  /** A project's settings; its id is the project's. */
  readonly planning: { readonly id: ProjectId; readonly settings: PlanningSettings };
  /** What opens alerts; no planning, but undone like it. */
  readonly rule: Rule;
}
export type PlanningKind = keyof PlanningRows;

/** The items that a row belongs to, which is what the lists must read again. */
export const itemsOf = (kind: PlanningKind, row: PlanningRows[PlanningKind]): readonly ItemId[] => {
  if (kind === 'item') return [(row as PlanningRows['item']).id];
  if (kind === 'comment') return [(row as PlanningRows['comment']).item];
  if (kind === 'link') return [(row as PlanningRows['link']).from, (row as PlanningRows['link']).to];
  return [];
};
