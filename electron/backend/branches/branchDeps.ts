import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { PullRequestMark } from '../../../shared/branches/branch.ts';
import type { Trouble } from '../../../shared/branches/contract.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Clock } from '../clock.ts';
import type { Acts } from '../db/acts.ts';
import type { Database } from '../db/database.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { Vault } from '../vault.ts';

/** What branches take of planning. */
export interface BranchItems {
  readonly commit: Acts['commit'];
  readonly settings: (project: ProjectId) => PlanningSettings;
  readonly projectKey: (project: ProjectId) => string | null;
  readonly read: (id: ItemId) => StoredItem | null;
  readonly byNumber: (project: ProjectId, number: number) => StoredItem | null;
  readonly hasParts: (id: ItemId) => boolean;
}

export interface BranchDeps {
  readonly db: Database;
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Who acts when a person does: `user@machine`. */
  readonly actor: string;
  readonly vault: Vault;
  /** Holds the clones of our own; ours alone. */
  readonly folder: string;
  readonly projects: () => readonly ProjectId[];
  readonly hasProject: (id: ProjectId) => boolean;
  /** The practice project and its origin, when both are there. */
  readonly practice: () => { readonly project: ProjectId; readonly origin: string } | null;
  readonly items: BranchItems;
  /** Pull requests by branch, as read last; null: the project has no GitHub. */
  readonly pullRequests: (project: ProjectId) => {
    readonly byBranch: ReadonlyMap<string, PullRequestMark>;
    readonly trouble: Trouble | null;
  } | null;
}
