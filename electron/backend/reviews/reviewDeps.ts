import type { GithubReading } from '../../../shared/github/pullFacts.ts';
import type { ItemId, MemberId, ProjectId, Revision, WindowId } from '../../../shared/ids.ts';
import type { PatternReport } from '../../../shared/patterns/patternReport.ts';
import type { CoverageFacts, TestFacts } from '../../../shared/qa/qaFacts.ts';
import type { Change } from '../../../shared/reviews/change.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import type { Clock } from '../clock.ts';
import type { Acts, Edit } from '../db/acts.ts';
import type { Database } from '../db/database.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { ReviewRepository } from './reviewRepository.ts';

/** What reviews take of planning. */
export interface ReviewItems {
  readonly commit: Acts['commit'];
  /** The item whose key a branch carries. */
  readonly ofBranch: (
    project: ProjectId,
    branch: string,
  ) => { readonly id: ItemId; readonly key: string; readonly title: string } | null;
  /** Null when the item is gone. */
  readonly keyOf: (item: ItemId) => string | null;
  /** Puts the item that an override promises into the inbox, inside an act. */
  readonly fileFollowUp: (
    edit: Edit,
    item: {
      readonly project: ProjectId;
      readonly title: string;
      readonly description: string;
      readonly externalId: string;
    },
  ) => { readonly id: ItemId; readonly key: string };
}

export interface ReviewDeps {
  readonly db: Database;
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Who acts when a person does: `user@machine`. */
  readonly actor: string;
  readonly hasProject: (id: ProjectId) => boolean;
  /** null: the project has none. */
  readonly repositoryOf: (id: ProjectId) => ReviewRepository | null;
  readonly memberOf: (
    id: MemberId,
  ) => { readonly projectId: ProjectId; readonly name: string; readonly email: string | null } | null;
  readonly items: ReviewItems;
  readonly checkPatterns: (asked: {
    readonly project: ProjectId;
    readonly base: Revision;
    readonly head: Revision;
    readonly signal?: AbortSignal | undefined;
    /** Hears how many of the files are done. */
    readonly onProgress?: (done: number, total: number) => void;
  }) => Promise<PatternReport>;
  /** Of files that may be one of `paths`; null: there is no report. */
  readonly coverageOf: (
    project: ProjectId,
    revision: Revision,
    paths: readonly string[],
  ) => Promise<CoverageFacts | null>;
  readonly testsOf: (project: ProjectId, revision: Revision) => TestFacts | null;
  /** What GitHub says of a branch; null: the project does not read it. */
  readonly githubOf: (project: ProjectId, branch: string) => GithubReading | null;
  /** Asks GitHub anew about a branch, because something is about to be decided by it. Never rejects. */
  readonly readGithub: (project: ProjectId, branch: string) => Promise<void>;
  /** Called after a change came into the base, by Pitwall or elsewhere; must be safe to repeat. */
  readonly onMerged: (change: Change, window: WindowId) => void;
}

/** Somebody who acts, as the ledger and the pages name them. */
export const nameOf = ({ name, email }: Person): string => name.trim() || email;
