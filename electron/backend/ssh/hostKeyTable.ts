import type { Database } from 'better-sqlite3';
import type { HostKeyPins, PinnedHostKey } from './sshSurroundings.ts';

interface Row {
  readonly type: string;
  readonly key: Buffer;
  readonly since: number;
}

/** The keys pinned for a host and port, oldest first. Host names have no case. */
export const pinnedHostKeysOf = (db: Database, host: string, port: number): readonly PinnedHostKey[] =>
  db
    .prepare<[string, number], Row>(
      'SELECT type, key, since FROM host_key WHERE host = ? AND port = ? ORDER BY since, type',
    )
    .all(host.toLowerCase(), port)
    .map(({ type, key, since }) => ({ type, key, since }));

/** Pins a key; it takes the place of the one of the same type. */
export const pinHostKey = (
  db: Database,
  { host, port, type, key, since }: PinnedHostKey & { readonly host: string; readonly port: number },
): void => {
  db.prepare(
    `INSERT INTO host_key (host, port, type, key, since) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (host, port, type) DO UPDATE SET key = excluded.key, since = excluded.since`,
  ).run(host.toLowerCase(), port, type, key, since);
};

/** Takes every pin of a host and port away; gives back how many there were. */
export const unpinHostKeys = (db: Database, host: string, port: number): number =>
  db.prepare('DELETE FROM host_key WHERE host = ? AND port = ?').run(host.toLowerCase(), port).changes;

/** The table as connections read it. */
export const hostKeyPins = (db: Database): HostKeyPins => ({
  pinned: (host, port) => pinnedHostKeysOf(db, host, port),
});
