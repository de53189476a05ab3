import type { Database } from 'better-sqlite3';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { SshPool } from '../ssh/sshPool.ts';
import type { Vault } from '../vault.ts';

/** What the ledger is told; written in the transaction that is open. */
export type AppendLedger = (entry: {
  readonly at: number;
  readonly actor: string;
  readonly verb: string;
  readonly entity: string;
  readonly entityId: string;
  readonly projectId: ProjectId | null;
  readonly summary: string;
  readonly inverse: unknown;
}) => void;

export interface ConnectionsDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly pool: SshPool;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly appendLedger: AppendLedger;
  readonly feed: Pick<ChangeFeed, 'publish'>;
  /** A secret or a host key of the environment changed: end its connection, forget its refusal. */
  readonly connectionChanged: (id: EnvironmentId) => void;
  readonly clock: Clock;
  readonly log: Log;
  /** Who acts: `user@machine`. */
  readonly actor: string;
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
