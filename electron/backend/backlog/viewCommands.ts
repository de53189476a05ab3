import { randomUUID } from 'node:crypto';
import { type SavedView, ViewId } from '../../../shared/backlog/savedView.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { gone, needProject } from './backlogGuards.ts';
import { listViews, readView } from './viewTable.ts';

const refuseTaken = ({ db }: BacklogDeps, project: ProjectId, name: string, except: ViewId | null): void => {
  const namesake = listViews(db, project).find(
    (other) => other.id !== except && other.name.toLowerCase() === name.toLowerCase(),
  );
  if (namesake !== undefined)
    throw new Failure('NAME_TAKEN', `There is a view named ${namesake.name} already.`, {
      name: namesake.name,
      act: 'Choose another name.',
    });
};

/** What can be done with saved views, each an act that can be taken back. */
export const viewCommands = (deps: BacklogDeps) => ({
  save: (input: {
    readonly window: WindowId;
    readonly project: ProjectId;
    readonly id: ViewId | null;
    readonly view: Pick<SavedView, 'name' | 'filter' | 'layout'>;
  }): SavedView => {
    const { project, view } = input;
    needProject(deps, project);
    if (input.id !== null && readView(deps.db, input.id)?.projectId !== project) throw gone('view', input.id);
    refuseTaken(deps, project, view.name, input.id);
    return deps.acts.commit({ project, window: input.window }, (edit) => {
      const saved: SavedView = { ...view, id: input.id ?? ViewId.parse(randomUUID()), projectId: project };
      if (input.id === null) edit.insert('view', saved);
      else edit.update('view', input.id, view);
      return {
        result: saved,
        act: {
          verb: input.id === null ? 'view.create' : 'view.edit',
          entity: 'view',
          id: saved.id,
          summary: `${input.id === null ? 'Save' : 'Change'} the view ${view.name}`,
        },
      };
    });
  },
  remove: (input: { readonly window: WindowId; readonly view: ViewId }): void => {
    const view = readView(deps.db, input.view);
    if (view === null) throw gone('view', input.view);
    deps.acts.commit({ project: view.projectId, window: input.window }, (edit) => {
      edit.remove('view', view.id);
      return {
        result: undefined,
        act: { verb: 'view.remove', entity: 'view', id: view.id, summary: `Delete the view ${view.name}` },
      };
    });
  },
});
