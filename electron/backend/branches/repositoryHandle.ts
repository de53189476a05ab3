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
  /** Brings the origin's branches up to date, because something is about to be decided by them; throws Failure when the origin cannot be asked. Without
   * an origin there is nothing to ask. Never within `exclusive`. */
  readonly fetch: () => Promise<void>;
  /** Throws Failure REFUSED, with what to do, when the base must not be moved here now. */
  readonly mayPublish: (signal?: AbortSignal) => Promise<void>;
  /** Moves the base from `expected` to a commit on top of it, first where the team sees it, then here, provided that the branch that it came from is
   * where it was seen; throws GitFailure `moved` or `rejected`, and then nothing was moved. To be called within `exclusive`. */
  readonly publish: (
    commit: Revision,
    expected: Revision,
    from: Pick<BranchHead, 'name' | 'head'>,
    signal?: AbortSignal,
  ) => Promise<void>;
}
