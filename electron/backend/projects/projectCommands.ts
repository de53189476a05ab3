import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId, ProjectId, RunId } from '../../../shared/ids.ts';
import { type Environment, EnvironmentSettings } from '../../../shared/projects/environment.ts';
import type { Project, ProjectSettings } from '../../../shared/projects/project.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import {
  deleteEnvironment,
  getEnvironment,
  insertEnvironment,
  listEnvironments,
  placeEnvironment,
  updateEnvironment,
} from './environmentTable.ts';
import { deleteProject, findClash, getProject, insertProject, updateProject } from './projectTable.ts';

export interface ProjectCommandsDeps {
  readonly db: Database;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  /** Who acts: `user@machine`. */
  readonly actor: string;
  readonly runs: {
    readonly activeIn: (environment: EnvironmentId) => RunId | null;
    readonly countIn: (environment: EnvironmentId) => number;
    /** Deletes the environment's runs inside the open transaction; what it returns clears their files afterwards. */
    readonly remove: (environment: EnvironmentId) => () => void;
  };
  /** The environment's settings changed or it is gone: its connection must not be used any more. */
  readonly connectionChanged: (environment: EnvironmentId) => void;
  /** Forgets the environment's secrets. */
  readonly forgetSecrets: (environment: EnvironmentId) => void;
}

export interface NewProject {
  readonly settings: ProjectSettings;
  readonly practice: boolean;
  readonly environments: readonly EnvironmentSettings[];
}

const projectGone = (id: string) =>
  new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
const environmentGone = (id: string) =>
  new Failure('GONE', 'This environment does not exist (any more).', { what: 'environment', id });

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** Everything that changes projects and environments: each act is one transaction with its line in the ledger. */
export const createProjectCommands = (deps: ProjectCommandsDeps) => {
  const { db, feed, clock, actor, runs } = deps;

  const needProject = (id: ProjectId): Project => {
    const project = getProject(db, id);
    if (project === null) throw projectGone(id);
    return project;
  };
  const needEnvironment = (id: EnvironmentId): Environment => {
    const environment = getEnvironment(db, id);
    if (environment === null) throw environmentGone(id);
    return environment;
  };

  const record = (
    verb: string,
    entity: 'project' | 'environment',
    id: string,
    project: ProjectId,
    summary: string,
    inverse: unknown,
  ) => appendLedger(db, { at: clock.now(), actor, verb, entity, entityId: id, projectId: project, summary, inverse });

  const refuseClash = (settings: ProjectSettings, except: ProjectId | null) => {
    const clash = findClash(db, settings, except);
    if (clash === null) return;
    const byName = clash.name.toLowerCase() === settings.name.toLowerCase();
    throw new Failure(
      'NAME_TAKEN',
      byName
        ? `There is a project named ${clash.name} already.`
        : `The key ${clash.key} belongs to project ${clash.name}.`,
      { name: byName ? clash.name : clash.key, act: 'Choose another one.' },
    );
  };
  const refuseTwin = (project: ProjectId, name: string, except: EnvironmentId | null) => {
    const twin = listEnvironments(db, project).find(
      (each) => each.id !== except && each.name.toLowerCase() === name.toLowerCase(),
    );
    if (twin !== undefined)
      throw new Failure('NAME_TAKEN', `There is an environment named ${twin.name} already.`, {
        name: twin.name,
        act: 'Choose another name.',
      });
  };
  const refuseWhileRunning = (environments: readonly Environment[]) => {
    const busy = environments.filter(({ id }) => runs.activeIn(id) !== null);
    if (busy.length > 0)
      throw new Failure('IN_USE', `A run is going on on ${busy.map(({ name }) => name).join(', ')}.`, {
        by: busy.map(({ id }) => runs.activeIn(id) ?? ''),
        act: 'Wait for its end, or cancel it.',
      });
  };
  const wantTyped = (typed: string, name: string) => {
    if (typed.trim() !== name)
      throw new Failure('REFUSED', `The name was not typed as it is: ${name}.`, { act: `Type ${name} to delete it.` });
  };

  const create = ({ settings, practice, environments }: NewProject): Project => {
    const id = randomUUID() as ProjectId;
    db.transaction(() => {
      refuseClash(settings, null);
      insertProject(db, { ...settings, id, practice, createdAt: clock.now() });
      for (const [position, each] of environments.entries()) {
        refuseTwin(id, each.name, null);
        insertEnvironment(db, { ...each, id: randomUUID() as EnvironmentId, projectId: id, position });
      }
      record('project.create', 'project', id, id, `Create project ${settings.name}`, { delete: id });
    })();
    feed.publish('project', id);
    return needProject(id);
  };

  const update = (id: ProjectId, settings: ProjectSettings): Project => {
    db.transaction(() => {
      const { name, key, description } = needProject(id);
      refuseClash(settings, id);
      updateProject(db, id, settings);
      record('project.update', 'project', id, id, `Change project ${settings.name}`, { name, key, description });
    })();
    feed.publish('project', id);
    return needProject(id);
  };

  const createEnvironment = (project: ProjectId, settings: EnvironmentSettings): Environment => {
    const id = randomUUID() as EnvironmentId;
    db.transaction(() => {
      const { environments } = needProject(project);
      refuseTwin(project, settings.name, null);
      const position = Math.max(-1, ...environments.map((each) => each.position)) + 1;
      insertEnvironment(db, { ...settings, id, projectId: project, position });
      record('environment.create', 'environment', id, project, `Create environment ${settings.name}`, { delete: id });
    })();
    feed.publish('environment', id);
    return needEnvironment(id);
  };

  const change = (id: EnvironmentId, settings: EnvironmentSettings): Environment => {
    db.transaction(() => {
      const before = needEnvironment(id);
      refuseTwin(before.projectId, settings.name, id);
      refuseWhileRunning([before]);
      updateEnvironment(db, id, settings);
      const inverse = EnvironmentSettings.parse(before);
      record('environment.update', 'environment', id, before.projectId, `Change environment ${settings.name}`, inverse);
    })();
    deps.connectionChanged(id);
    feed.publish('environment', id);
    return needEnvironment(id);
  };

  const environmentDependents = (id: EnvironmentId): readonly string[] => {
    needEnvironment(id);
    const n = runs.countIn(id);
    return n === 0 ? [] : [`${count(n, 'run')} with ${n === 1 ? 'its log' : 'their logs'}`];
  };

  const dependents = (id: ProjectId): readonly string[] => {
    const { environments } = needProject(id);
    const n = environments.reduce((sum, each) => sum + runs.countIn(each.id), 0);
    return [
      ...(environments.length === 0
        ? []
        : [`${count(environments.length, 'environment')}: ${environments.map(({ name }) => name).join(', ')}`]),
      ...(n === 0 ? [] : [`${count(n, 'run')} with ${n === 1 ? 'its log' : 'their logs'}`]),
    ];
  };

  /** What must follow once the rows are gone for good. */
  const afterRemoval = (environments: readonly Environment[], clean: readonly (() => void)[]) => {
    for (const clear of clean) clear();
    for (const { id } of environments) {
      deps.forgetSecrets(id);
      deps.connectionChanged(id);
    }
  };

  const remove = (id: ProjectId, typed: string): void => {
    const project = needProject(id);
    const { name, key, description, environments } = project;
    wantTyped(typed, name);
    const clean = db.transaction(() => {
      refuseWhileRunning(environments);
      const files = environments.map((each) => runs.remove(each.id));
      const inverse = {
        name,
        key,
        description,
        environments: environments.map((each) => EnvironmentSettings.parse(each)),
      };
      deleteProject(db, id);
      record('project.delete', 'project', id, id, `Delete project ${name}`, inverse);
      return files;
    })();
    afterRemoval(environments, clean);
    feed.publish('project', id);
  };

  const removeEnvironment = (id: EnvironmentId, typed: string): void => {
    const environment = needEnvironment(id);
    wantTyped(typed, environment.name);
    const clean = db.transaction(() => {
      refuseWhileRunning([environment]);
      const files = runs.remove(id);
      deleteEnvironment(db, id);
      const inverse = EnvironmentSettings.parse(environment);
      const summary = `Delete environment ${environment.name}`;
      record('environment.delete', 'environment', id, environment.projectId, summary, inverse);
      return files;
    })();
    afterRemoval([environment], [clean]);
    feed.publish('environment', id);
  };

  const order = (id: ProjectId, wanted: readonly EnvironmentId[]): Project => {
    db.transaction(() => {
      const before = needProject(id).environments.map((each) => each.id);
      if ([...before].sort().join() !== [...wanted].sort().join())
        throw new Failure('REFUSED', 'The order does not name every environment of the project once.', {
          act: 'Read the project again: somebody changed it meanwhile.',
        });
      for (const [position, each] of wanted.entries()) placeEnvironment(db, each, position);
      record('project.order', 'project', id, id, 'Change the order of environments', { order: before });
    })();
    feed.publish('project', id);
    return needProject(id);
  };

  return {
    needProject,
    /** Throws Failure NAME_TAKEN when another project has the name or the key. */
    refuseClash: (settings: ProjectSettings) => refuseClash(settings, null),
    create,
    update,
    dependents,
    remove,
    createEnvironment,
    updateEnvironment: change,
    environmentDependents,
    removeEnvironment,
    order,
  };
};

export type ProjectCommands = ReturnType<typeof createProjectCommands>;
