import { randomUUID } from 'node:crypto';
import { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import { changedFields } from '../../../shared/projects/changedFields.ts';
import { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import type { Project, ProjectSettings } from '../../../shared/projects/project.ts';
import type { FiledEnvironment, FiledProject } from '../../../shared/projects/projectFile.ts';
import { dependentsOf, environmentsInWords } from './dependentsOf.ts';
import { createEnvironmentCommands } from './environmentCommands.ts';
import { insertEnvironment } from './environmentTable.ts';
import { createProjectChanges, type ProjectCommandsDeps } from './projectChanges.ts';
import {
  needProject,
  refuseTakenEnvironment,
  refuseTakenProject,
  refuseWhileGoingOn,
  refuseWhileRunning,
  wantTyped,
} from './projectGuards.ts';
import { deleteProject, insertProject, updateProject } from './projectTable.ts';

export interface NewProject {
  readonly settings: ProjectSettings;
  readonly practice: boolean;
  /** In the order of deployment. */
  readonly environments: readonly FiledEnvironment[];
}

const settingsOf = ({ name, key, description }: ProjectSettings): ProjectSettings => ({ name, key, description });

/** Everything that changes projects and environments: each act is one transaction with its line in the ledger. */
export const createProjectCommands = (deps: ProjectCommandsDeps) => {
  const { db } = deps;
  const { commit, cleanUp } = createProjectChanges(deps);

  /** All of it or nothing. Throws Failure NAME_TAKEN. */
  const create = ({ settings, practice, environments }: NewProject): Project =>
    commit(() => {
      refuseTakenProject(db, settings, null);
      const id = ProjectId.parse(randomUUID());
      insertProject(db, { ...settingsOf(settings), id, practice, createdAt: deps.clock.now() });
      for (const [position, each] of environments.entries()) {
        refuseTakenEnvironment(db, id, each.name, null);
        const environment = EnvironmentId.parse(randomUUID());
        insertEnvironment(db, { ...each, id: environment, projectId: id, position });
        if (each.monitor !== null) deps.watching.save(environment, each.monitor);
      }
      const names = environments.map(({ name }) => name);
      return {
        result: needProject(db, id),
        change: {
          verb: 'project.create',
          entity: 'project',
          id,
          project: id,
          summary: `Create project ${settings.name}${names.length === 0 ? '' : ` with ${names.join(', ')}`}`,
          inverse: { verb: 'project.delete', project: id },
        },
      };
    });

  const update = (id: ProjectId, settings: ProjectSettings): Project =>
    commit(() => {
      const old = settingsOf(needProject(db, id));
      refuseTakenProject(db, settings, id);
      const fields = changedFields(old, settingsOf(settings));
      if (fields.length > 0) updateProject(db, id, settings);
      return {
        result: needProject(db, id),
        change:
          fields.length === 0
            ? null
            : {
                verb: 'project.update',
                entity: 'project',
                id,
                project: id,
                summary: `Change project ${settings.name}: ${fields.join(', ')}`,
                inverse: { verb: 'project.update', project: id, settings: old },
              },
      };
    });

  const remove = (id: ProjectId, typed: string): void => {
    const project = needProject(db, id);
    const { name, environments } = project;
    wantTyped(typed, name);
    const clearFiles = commit(() => {
      refuseWhileRunning(deps, environments, 'the project cannot be deleted meanwhile');
      refuseWhileGoingOn(deps, id);
      const clear = [
        ...environments.map((each) => deps.runs.remove(each.id)),
        ...deps.kept().map(({ remove }) => remove(id)),
      ];
      deleteProject(db, id);
      return {
        result: clear,
        change: {
          verb: 'project.delete',
          entity: 'project',
          id,
          project: id,
          summary: `Delete project ${name}`,
          inverse: { verb: 'project.create', project },
        },
      };
    });
    cleanUp(
      environments.map((each) => each.id),
      clearFiles,
    );
  };

  return {
    needProject: (id: ProjectId): Project => needProject(db, id),
    /** What a project file of it would hold. */
    filed: (id: ProjectId): FiledProject => {
      const { environments, ...project } = needProject(db, id);
      return {
        ...settingsOf(project),
        environments: environments.map((each) => ({
          ...EnvironmentSettings.parse(each),
          monitor: deps.watching.of(each.id),
        })),
      };
    },
    /** Throws Failure NAME_TAKEN when another project has the name or the key. */
    refuseTaken: (settings: ProjectSettings): void => refuseTakenProject(db, settings, null),
    create,
    update,
    remove,
    dependents: async (id: ProjectId): Promise<readonly string[]> => {
      const { environments } = needProject(db, id);
      const kept = await Promise.all(deps.kept().map(({ inWords }) => inWords(id)));
      return [...environmentsInWords(environments), ...dependentsOf(deps, environments), ...kept.flat()];
    },
    ...createEnvironmentCommands(deps),
  };
};

export type ProjectCommands = ReturnType<typeof createProjectCommands>;
