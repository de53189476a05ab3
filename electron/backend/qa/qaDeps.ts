import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { EnvironmentId, ItemId, MemberId, ProjectId, Revision } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { QaCandidate } from '../../../shared/qa/contract.ts';
import type { Clock } from '../clock.ts';
import type { Acts, Edit } from '../db/acts.ts';
import type { Database } from '../db/database.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { SshSession } from '../ssh/sshSession.ts';

/** What QA takes of planning. */
export interface QaItems {
  readonly commit: Acts['commit'];
  readonly settings: (project: ProjectId) => PlanningSettings;
  readonly projectKey: (project: ProjectId) => string | null;
  readonly read: (id: ItemId) => StoredItem | null;
  readonly bySource: (
    project: ProjectId,
    source: { readonly system: string; readonly externalId: string },
  ) => StoredItem | null;
  readonly isMember: (project: ProjectId, member: MemberId) => boolean;
  /** Puts a new item into the inbox, inside an act. */
  readonly file: (
    edit: Edit,
    item: {
      readonly project: ProjectId;
      readonly kind: StoredItem['kind'];
      readonly title: string;
      readonly description: string;
      readonly urgency: number | null;
      readonly source: { readonly system: string; readonly externalId: string };
    },
  ) => { readonly id: ItemId; readonly key: string };
  /** Opens an item that was done again, inside an act. */
  readonly reopen: (edit: Edit, item: StoredItem, reason: string) => void;
}

/** The repository of a project, as far as tests need it. */
export interface QaRepository {
  /** Base's head and the newest tags. */
  readonly candidates: (signal?: AbortSignal) => Promise<readonly QaCandidate[]>;
  /** Puts the files of a revision into a folder that is not there yet, as a worktree. */
  readonly checkOut: (revision: Revision, folder: string, signal: AbortSignal) => Promise<void>;
  /** Forgets worktrees whose folder is gone. */
  readonly forgetCheckouts: () => Promise<void>;
}

export interface QaDeps {
  readonly db: Database;
  readonly feed: Pick<ChangeFeed, 'publish'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Who acts when a person does: `user@machine`. */
  readonly actor: string;
  /** Holds the logs of test runs and, while they go on, their checkouts; ours alone. */
  readonly folder: string;
  /** Of this process; the tests get little of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hasProject: (id: ProjectId) => boolean;
  readonly isPractice: (id: ProjectId) => boolean;
  /** Whether the project names a repository, be it cloned already or not. */
  readonly hasRepository: (id: ProjectId) => boolean;
  /** null: the project has none, or it cannot be worked with yet. */
  readonly repositoryOf: (id: ProjectId) => QaRepository | null;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly connect: (id: EnvironmentId, signal?: AbortSignal) => Promise<SshSession>;
  /** Does a small writing that must succeed even on a full disk. */
  readonly spendReserve: <Result>(work: () => Result) => Result;
  /** Secret values that must never be stored or shown, should a test print them. */
  readonly secretsOf: (project: ProjectId) => readonly string[];
  readonly items: QaItems;
}
