import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { CheckedBranch } from '../../../shared/patterns/contract.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';

/** A project's repository, as far as the rules need it. */
export interface PatternRepository {
  /** A bare repository or a `.git` folder on this machine; never changed. */
  readonly dir: string;
  /** The name of the branch that changes go to. */
  readonly base: string;
  /** Where that branch is; throws a Failure when it is not there. */
  readonly baseHead: (signal?: AbortSignal) => Promise<Revision>;
  /** All branches, base too, newest first. */
  readonly branches: (signal?: AbortSignal) => Promise<readonly CheckedBranch[]>;
}

export interface PatternDeps {
  readonly db: Database;
  readonly feed: Pick<ChangeFeed, 'publish'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Who acts when a person does: `user@machine`. */
  readonly actor: string;
  readonly hasProject: (id: ProjectId) => boolean;
  /** null: the project has none. */
  readonly repositoryOf: (id: ProjectId) => PatternRepository | null;
  /** Hears that a project's rules or its baseline changed: what was reported before may no longer hold. */
  readonly onChanged: (id: ProjectId) => void;
}

/** Hears how many of the files are done. */
export type OnProgress = (done: number, total: number) => void;
