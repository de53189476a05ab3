import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import type { ChangeFeed } from './live/changeFeed.ts';
import type { Log } from './log.ts';
import type { Vault } from './vault.ts';

/** What every phase that is wired by a file of its own takes of the rest of the backend. */
export interface WiredCore {
  readonly db: Database;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  /** Holds the databases, the clones and the logs. */
  readonly dataDir: string;
  /** Who acts when a person does: `user@machine`. */
  readonly actor: string;
}
