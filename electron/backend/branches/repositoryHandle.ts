import type { Revision } from '../../../shared/ids.ts';
import type { MergeMethod } from '../../../shared/reviews/change.ts';
import type { Person } from '../../../shared/reviews/person.ts';

export interface BranchHead {
  readonly name: string;
  readonly head: Revision;
  /** When it was committed, in milliseconds. */
  readonly at: number;
}

/** The repository of a project, ready to be worked with: what other features get of it. */
export interface RepositoryHandle {
  /** For `runGit`. */
  readonly dir: string;
  /** The name of the base branch. */
  readonly base: string;
  /** The whole ref that stands for the base here. */
  readonly baseRef: string;
  /** Where the base is; throws GitFailure when there is none. */
  readonly baseHead: (signal?: AbortSignal) => Promise<Revision>;
  readonly mergeMethod: MergeMethod;
  /** Who acts at the windows of this Pitwall; null when nobody said. */
  readonly me: Person | null;
  /** The branches as they were fetched last, the base too, newest first. */
  readonly branches: (signal?: AbortSignal) => Promise<readonly BranchHead[]>;
  /** Runs the work while nobody else in Pitwall writes this repository. */
  readonly exclusive: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Moves the base from `expected` to a commit on top of it, first where the team sees it, then here; throws GitFailure when it is not at `expected`
   * any more, and then nothing was moved. To be called within `exclusive`. */
  readonly publish: (commit: Revision, expected: Revision, signal?: AbortSignal) => Promise<void>;
}
