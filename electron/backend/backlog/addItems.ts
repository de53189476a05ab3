import type { NewItem } from '../../../shared/backlog/contract.ts';
import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { needProject } from './backlogGuards.ts';
import { insertNewItem } from './createItem.ts';

/** Adds new items to the end of the backlog, in one act that the summary names. */
export const addItems = (
  deps: BacklogDeps,
  input: {
    readonly window: WindowId;
    readonly project: ProjectId;
    readonly items: readonly NewItem[];
    readonly summary: string;
  },
): void => {
  const projectKey = needProject(deps, input.project);
  deps.acts.commit({ project: input.project, window: input.window }, (edit) => {
    const made = input.items.map((item) => insertNewItem(deps, edit, { ...input, projectKey, item, place: 'bottom' }));
    return {
      result: undefined,
      act: { verb: 'item.create', entity: 'item', id: made[0]?.id ?? '', summary: input.summary },
    };
  });
};
