import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import { EnvironmentId, type ProjectId } from '../../../shared/ids.ts';
import { changedFields } from '../../../shared/projects/changedFields.ts';
import { type Environment, EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { heldByRun } from '../../../shared/projects/heldByRun.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { dependentsOf } from './dependentsOf.ts';
import { deleteEnvironment, insertEnvironment, placeEnvironment, updateEnvironment } from './environmentTable.ts';
import { createProjectChanges, type ProjectCommandsDeps } from './projectChanges.ts';
import {
  needEnvironment,
  needProject,
  refuseTakenEnvironment,
  refuseWhileRunning,
  wantTyped,
} from './projectGuards.ts';

/** Everything that changes environments: each act is one transaction with its line in the ledger. */
export const createEnvironmentCommands = (deps: ProjectCommandsDeps) => {
  const { db } = deps;
  const { commit, cleanUp } = createProjectChanges(deps);

  const create = (project: ProjectId, settings: EnvironmentSettings): Environment =>
    commit(() => {
      const { environments } = needProject(db, project);
      refuseTakenEnvironment(db, project, settings.name, null);
      const id = EnvironmentId.parse(randomUUID());
      const position = Math.max(-1, ...environments.map((each) => each.position)) + 1;
      insertEnvironment(db, { ...settings, id, projectId: project, position });
      return {
        result: needEnvironment(db, id),
        change: {
          verb: 'environment.create',
          entity: 'environment',
          id,
          project,
          summary: `Create environment ${settings.name}`,
          inverse: { verb: 'environment.delete', environment: id },
        },
      };
    });

  const update = (id: EnvironmentId, settings: EnvironmentSettings): Environment => {
    const before = needEnvironment(db, id);
    const old = EnvironmentSettings.parse(before);
    const after = commit(() => {
      refuseTakenEnvironment(db, before.projectId, settings.name, id);
      const held = heldByRun(old, settings);
      if (held.length > 0) refuseWhileRunning(deps, [before], `${held.join(' and ')} cannot change meanwhile`);
      const fields = changedFields(old, EnvironmentSettings.parse(settings));
      if (fields.length > 0) updateEnvironment(db, id, settings);
      return {
        result: needEnvironment(db, id),
        change:
          fields.length === 0
            ? null
            : {
                verb: 'environment.update',
                entity: 'environment',
                id,
                project: before.projectId,
                summary: `Change environment ${settings.name}: ${fields.join(', ')}`,
                inverse: { verb: 'environment.update', environment: id, settings: old },
              },
      };
    });
    if (changedFields(before.ssh, after.ssh).length > 0) deps.connectionChanged(id);
    return after;
  };

  const remove = (id: EnvironmentId, typed: string): void => {
    const environment = needEnvironment(db, id);
    wantTyped(typed, environment.name);
    const clearFiles = commit(() => {
      refuseWhileRunning(deps, [environment], 'it cannot be deleted meanwhile');
      const clear = deps.runs.remove(id);
      deleteEnvironment(db, id);
      return {
        result: clear,
        change: {
          verb: 'environment.delete',
          entity: 'environment',
          id,
          project: environment.projectId,
          summary: `Delete environment ${environment.name}`,
          inverse: { verb: 'environment.create', environment },
        },
      };
    });
    cleanUp([id], [clearFiles]);
  };

  const order = (id: ProjectId, wanted: readonly EnvironmentId[]): Project =>
    commit(() => {
      const before = needProject(db, id).environments.map((each) => each.id);
      if ([...before].sort().join() !== [...wanted].sort().join())
        throw new Failure('REFUSED', 'The order does not name every environment of the project once.', {
          act: 'Open the project again: it was changed meanwhile.',
        });
      const changed = before.join() !== wanted.join();
      if (changed) for (const [position, each] of wanted.entries()) placeEnvironment(db, each, position);
      const project = needProject(db, id);
      const names = project.environments.map(({ name }) => name).join(', ');
      return {
        result: project,
        change: changed
          ? {
              verb: 'project.order',
              entity: 'project',
              id,
              project: id,
              summary: `Change the order of environments to ${names}`,
              inverse: { verb: 'project.order', project: id, order: before },
            }
          : null,
      };
    });

  return {
    createEnvironment: create,
    updateEnvironment: update,
    removeEnvironment: remove,
    /** Deploys go through the environments in this order. */
    order,
    environmentDependents: (id: EnvironmentId): readonly string[] => dependentsOf(deps, [needEnvironment(db, id)]),
  };
};
