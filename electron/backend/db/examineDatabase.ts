import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';

/** Written into every database of ours at offset 68 of its header; the letters "PWLL". */
export const APPLICATION_ID = 0x50574c4c;

export type Examination =
  | { readonly kind: 'absent' }
  | { readonly kind: 'good'; readonly version: number }
  | { readonly kind: 'broken'; readonly why: string }
  /** A sound SQLite file that is not ours, or a file of another kind. */
  | { readonly kind: 'foreign'; readonly why: string };

const SQLITE_MAGIC = 'SQLite format 3\0';

const head = (path: string, length: number): Buffer => {
  const buffer = Buffer.alloc(length);
  const file = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
  } finally {
    closeSync(file);
  }
};

/** Looks at a database file before anything is written to it.
 *
 * `integrity_check` alone passes an empty file and anybody's database, so the header, the application id and the tables are looked at too.
 * Throws what the system says when the file cannot be read at all. */
export const examineDatabase = (path: string): Examination => {
  if (!existsSync(path)) return { kind: 'absent' };
  if (statSync(path).size === 0) return { kind: 'broken', why: 'it is empty' };
  const header = head(path, 100);
  const isSqlite = header.toString('latin1', 0, 16) === SQLITE_MAGIC;
  const ours = header.length === 100 && header.readUInt32BE(68) === APPLICATION_ID;
  if (!isSqlite) return ours ? { kind: 'broken', why: 'its header is damaged' } : notSqlite(header);
  if (!ours) return { kind: 'foreign', why: 'it is another program’s database' };
  let db: BetterSqlite3.Database | null = null;
  try {
    db = new BetterSqlite3(path, { readonly: true });
    const trouble = db.pragma('quick_check(1)', { simple: true });
    if (trouble !== 'ok') return { kind: 'broken', why: String(trouble) };
    const tables = db.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name IN ('project', 'ledger')`).get() as {
      n: number;
    };
    if (tables.n !== 2) return { kind: 'broken', why: 'its tables are missing' };
    return { kind: 'good', version: Number(db.pragma('user_version', { simple: true })) };
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { kind: 'broken', why: code };
    throw error;
  } finally {
    db?.close();
  }
};

/** Garbage where a header should be is a damaged file of ours when nobody else would have put it there; text is somebody's. */
const notSqlite = (header: Buffer): Examination =>
  /^[\t\n\r\x20-\x7e]+$/.test(header.toString('latin1'))
    ? { kind: 'foreign', why: 'it is not a database' }
    : { kind: 'broken', why: 'its header is damaged' };
