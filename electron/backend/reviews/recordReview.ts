import type { ProjectId } from '../../../shared/ids.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';

/** A line of the ledger about a review. */
export interface ReviewLine {
  /** e.g. `change.approve`. */
  readonly verb: string;
  readonly project: ProjectId;
  /** The change; or the project, for what concerns all of its changes. */
  readonly id: string;
  /** One sentence in the imperative. */
  readonly summary: string;
  /** What it was before, as data; none where nothing is lost. */
  readonly inverse?: unknown;
}

/** Changes a review: the work and its line in the ledger are one transaction; the pages hear of it afterwards. */
export const recordReview = <Result>(
  deps: Pick<ReviewDeps, 'db' | 'clock' | 'actor' | 'feed'>,
  line: ReviewLine,
  work: () => Result,
): Result => {
  const result = deps.db
    .transaction(() => {
      const result = work();
      noteReview(deps, line);
      return result;
    })
    .immediate();
  publishReview(deps, line);
  return result;
};

/** Writes the line alone, inside a transaction of somebody else. */
export const noteReview = (
  { db, clock, actor }: Pick<ReviewDeps, 'db' | 'clock' | 'actor'>,
  { verb, project, id, summary, inverse = null }: ReviewLine,
): void => {
  appendLedger(db, {
    at: clock.now(),
    actor,
    verb,
    entity: id === project ? 'project' : 'change',
    entityId: id,
    projectId: project,
    // Titles come from commits: they may hold anything.
    summary: summary.replace(/\p{Cc}+/gu, ' ').slice(0, 1000),
    inverse,
  });
};

export const publishReview = ({ feed }: Pick<ReviewDeps, 'feed'>, { project, id }: ReviewLine): void => {
  feed.publish('change', id === project ? null : id);
  feed.publish('ledger', null);
};
