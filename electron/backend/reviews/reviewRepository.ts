import type { Revision } from '../../../shared/ids.ts';
import type { MergeMethod } from '../../../shared/reviews/change.ts';
import type { Person } from '../../../shared/reviews/person.ts';

export interface SeenBranch {
  readonly name: string;
  readonly head: Revision;
}

/** The repository of a project, as far as reviews need it. */
export interface ReviewRepository {
  /** For `runGit`. */
  readonly dir: string;
  /** The name of the base branch. */
  readonly base: string;
  readonly mergeMethod: MergeMethod;
  /** Who acts at the windows of this Pitwall; null when nobody said. */
  readonly me: Person | null;
  /** The branches as they were fetched last, with the base. */
  readonly branches: (signal?: AbortSignal) => Promise<readonly SeenBranch[]>;
  /** Runs the work while nobody else in Pitwall writes this repository. */
  readonly exclusive: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Brings the origin's branches up to date; throws Failure when the origin cannot be asked. Never within `exclusive`. */
  readonly fetch: () => Promise<void>;
  /** Throws Failure REFUSED, with what to do, when the base must not be moved here now. */
  readonly mayPublish: (signal?: AbortSignal) => Promise<void>;
  /** Moves the base from `expected` to a commit that lies on top of it, where the team sees it, and after that here, provided that the branch that it came
   * from is where it was seen. Throws GitFailure `moved` when one of them moved, `rejected` when the server refused; then nothing was moved. */
  readonly publish: (commit: Revision, expected: Revision, from: SeenBranch, signal?: AbortSignal) => Promise<void>;
}
