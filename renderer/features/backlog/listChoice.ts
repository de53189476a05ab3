import { z } from 'zod';
import { create } from 'zustand';
import { ItemFilter } from '../../../shared/backlog/itemFilter.ts';
import { ListLayout, type SavedView, ViewId } from '../../../shared/backlog/savedView.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { defaultLayout } from './listColumnFacts.ts';

/** How somebody looks at a project's backlog. */
const ListChoice = z.object({
  filter: ItemFilter,
  layout: ListLayout,
  /** The saved view that it came from; it may have been changed since. */
  view: ViewId.nullable(),
});
export type ListChoice = Readonly<z.infer<typeof ListChoice>>;

/** Only what is open: what is done stands behind a chip. */
export const openOnly: ItemFilter = { category: ['todo', 'doing'] };

export const choiceAtFirst: ListChoice = { filter: openOnly, layout: defaultLayout, view: null };

const keyOf = (project: ProjectId): string => `pitwall.backlog.${project}`;

const read = (project: ProjectId): ListChoice => {
  try {
    return ListChoice.catch(choiceAtFirst).parse(JSON.parse(localStorage.getItem(keyOf(project)) ?? 'null'));
  } catch {
    return choiceAtFirst; // Not JSON: somebody else's, or an older Pitwall's.
  }
};

const useChoices = create<Readonly<Record<ProjectId, ListChoice>>>(() => ({}));

/** The look of a project's backlog, kept over restarts of the window. */
export const useListChoice = (project: ProjectId): readonly [ListChoice, (change: Partial<ListChoice>) => void] => {
  const choice = useChoices((all) => all[project]) ?? read(project);
  const change = (part: Partial<ListChoice>): void => {
    const next = { ...choice, ...part };
    localStorage.setItem(keyOf(project), JSON.stringify(next));
    useChoices.setState({ [project]: next });
  };
  return [choice, change];
};

/** Whether a view shows something else than it was saved with. */
export const differs = (choice: ListChoice, view: Pick<SavedView, 'filter' | 'layout'>): boolean =>
  JSON.stringify([ItemFilter.parse(choice.filter), ListLayout.parse(choice.layout)]) !==
  JSON.stringify([ItemFilter.parse(view.filter), ListLayout.parse(view.layout)]);
