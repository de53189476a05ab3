import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { sameHash, secretHash } from './secretHash.ts';

const Stored = z.array(
  z.object({ id: z.string().max(32), hash: z.hex().length(64), until: z.number().int().nonnegative() }),
);
type Session = z.infer<typeof Stored>[number];

export interface SessionStore {
  /** A new session's token, `id.secret`. It is told once and not kept. */
  readonly open: () => string;
  /** The session's id when the token is right and not expired; a session in use is prolonged. */
  readonly check: (token: string) => string | null;
  /** Shows that we know a session without learning its secret; null when we do not. */
  readonly prove: (id: string, text: string) => string | null;
}

const LIFE_MS = 30 * 24 * 3600_000;
const DAY_MS = 24 * 3600_000;
/** One for each tab that was ever opened by a link; beyond that the oldest must sign in again. */
const SESSIONS_MAX = 64;

/** Who may talk to the browser shell. On disk lies only the hash of each token's secret, in a private file, so that a page survives a
 * restart. A file that cannot be read or written means that pages must sign in again, never that Pitwall does not start. `now` is
 * milliseconds since 1970. */
export const createSessionStore = (path: string, now: () => number): SessionStore => {
  let sessions: readonly Session[] = readSessions(path);
  const live = (): readonly Session[] => sessions.filter(({ until }) => until > now());
  const keep = (next: readonly Session[]): void => {
    sessions = next.slice(-SESSIONS_MAX);
    writeSessions(path, sessions);
  };
  return {
    open: () => {
      const [id, secret] = [randomBytes(9).toString('base64url'), randomBytes(32).toString('base64url')];
      keep([...live(), { id, hash: secretHash(secret).toString('hex'), until: now() + LIFE_MS }]);
      return `${id}.${secret}`;
    },
    check: (token) => {
      const [id, secret, ...rest] = token.split('.');
      const session = live().find((each) => each.id === id);
      // Hashed in any case, so that an unknown id takes as long as a wrong secret.
      const hash = secretHash(secret ?? '');
      const right = sameHash(hash, Buffer.from(session?.hash ?? '00'.repeat(32), 'hex'));
      if (session === undefined || !right || rest.length > 0) return null;
      if (session.until < now() + LIFE_MS - DAY_MS)
        keep([...live().filter((each) => each.id !== id), { ...session, until: now() + LIFE_MS }]);
      return session.id;
    },
    prove: (id, text) => {
      const session = live().find((each) => each.id === id);
      if (session === undefined) return null;
      return createHmac('sha256', Buffer.from(session.hash, 'hex')).update(text).digest('base64url');
    },
  };
};

const readSessions = (path: string): readonly Session[] => {
  try {
    return Stored.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
};

const writeSessions = (path: string, sessions: readonly Session[]): void => {
  try {
    writeFileSync(`${path}.new`, JSON.stringify(sessions), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch {
    // The session holds until Pitwall ends.
  }
};
