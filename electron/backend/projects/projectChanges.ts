import type { EnvironmentId, ProjectId, RunId } from '../../../shared/ids.ts';
import type { FiledMonitor } from '../../../shared/projects/projectFile.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { KeptOfProject } from '../keptOfProject.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';

export interface ProjectCommandsDeps {
  readonly db: Database;
  readonly feed: Pick<ChangeFeed, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Who acts: `user@machine`. */
  readonly actor: string;
  readonly runs: {
    readonly activeIn: (environment: EnvironmentId) => RunId | null;
    readonly countIn: (environment: EnvironmentId) => number;
    /** Deletes the environment's runs inside the open transaction; what it returns clears their files afterwards. */
    readonly remove: (environment: EnvironmentId) => () => void;
  };
  readonly secrets: {
    readonly countIn: (environment: EnvironmentId) => number;
    readonly forget: (environment: EnvironmentId) => void;
  };
  /** How environments are watched, as far as a project file says it. `save` writes inside the open transaction. */
  readonly watching: {
    readonly of: (environment: EnvironmentId) => FiledMonitor | null;
    readonly save: (environment: EnvironmentId, settings: FiledMonitor) => void;
  };
  /** What other features keep of a project beside its environments, in the order in which it is named. */
  readonly kept: () => readonly KeptOfProject[];
  /** The way to the environment's machine changed, or the environment is gone: its connection must not be used any more. */
  readonly connectionChanged: (environment: EnvironmentId) => void;
}

/** A line of the ledger about a project or an environment; `inverse` is what would undo it, as a verb with its input. */
export interface ProjectChange {
  readonly verb: string;
  readonly entity: 'project' | 'environment';
  readonly id: ProjectId | EnvironmentId;
  readonly project: ProjectId;
  readonly summary: string;
  readonly inverse: { readonly verb: string; readonly [field: string]: unknown };
}

export interface ProjectChanges {
  /** Runs the work in one transaction. Its change goes into the ledger with it and is told to the pages afterwards; null changes nothing. */
  readonly commit: <Result>(work: () => { readonly result: Result; readonly change: ProjectChange | null }) => Result;
  /** What must follow once the rows are gone for good. What fails here is logged: the deletion itself has happened. */
  readonly cleanUp: (environments: readonly EnvironmentId[], clearFiles: readonly (() => void)[]) => void;
}

/** The one way in which projects and environments change. */
export const createProjectChanges = (deps: ProjectCommandsDeps): ProjectChanges => ({
  commit: (work) => {
    const { result, change } = deps.db
      .transaction(() => {
        const done = work();
        if (done.change !== null) {
          const { verb, entity, id, project, summary, inverse } = done.change;
          const at = deps.clock.now();
          appendLedger(deps.db, {
            at,
            actor: deps.actor,
            verb,
            entity,
            entityId: id,
            projectId: project,
            summary,
            inverse,
          });
        }
        return done;
      })
      .immediate();
    if (change !== null) {
      deps.feed.publish(change.entity, change.id);
      deps.feed.publish('ledger', null);
    }
    return result;
  },
  cleanUp: (environments, clearFiles) => {
    const attempt = (act: () => void) => {
      try {
        act();
      } catch (error) {
        deps.log.error('cleaning up after a deletion failed', { error });
      }
    };
    for (const clear of clearFiles) attempt(clear);
    for (const id of environments) {
      attempt(() => deps.secrets.forget(id));
      attempt(() => deps.connectionChanged(id));
    }
  },
});
