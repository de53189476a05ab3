import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import type { Database } from './database.ts';

/** Written into every database of ours at offset 68 of its header; the letters "PWLL". */
export const APPLICATION_ID = 0x50574c4c;

export type Examination =
  | { readonly kind: 'absent' }
  /** Ours or nobody's, without a single table: a very first start that was cut off. */
  | { readonly kind: 'fresh' }
  /** `head` is the newest line of the ledger: of two copies, the one that knows more has the higher. */
  | { readonly kind: 'good'; readonly version: number; readonly head: number }
  | { readonly kind: 'broken'; readonly why: string }
  /** A sound SQLite file that is not ours, or a file of another kind. */
  | { readonly kind: 'foreign'; readonly why: string };

/** So long another program (a backup, say) may hold the file, in milliseconds. */
const HELD = 1_000;
const HEADER = 100;
const MAGIC = 'SQLite format 3\0';

/** Looks at a database file before anything is written to it.
 *
 * `quick_check` alone passes an empty file and anybody's database, so the header, the application id and the tables are looked at too.
 * Throws what the system says when the file cannot be read at all. */
export const examineDatabase = (path: string): Examination => {
  if (!existsSync(path)) return { kind: 'absent' };
  if (statSync(path).size === 0) return { kind: 'broken', why: 'it is empty' };
  const header = headOf(path);
  const magic = header.toString('latin1', 0, MAGIC.length);
  if (header.length < HEADER && MAGIC.startsWith(magic)) return { kind: 'broken', why: 'it is cut off' };
  const ours = header.length === HEADER && header.readUInt32BE(68) === APPLICATION_ID;
  if (magic !== MAGIC)
    return !ours && isText(header)
      ? { kind: 'foreign', why: 'it is not a database' }
      : { kind: 'broken', why: 'its header is damaged' };
  let db: Database | null = null;
  try {
    db = new BetterSqlite3(path, { readonly: true, fileMustExist: true, timeout: HELD });
    return whatIsIn(db);
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { kind: 'broken', why: code };
    throw error;
  } finally {
    db?.close();
  }
};

const whatIsIn = (db: Database): Examination => {
  const version = Number(db.pragma('user_version', { simple: true }));
  const ours = db.pragma('application_id', { simple: true }) === APPLICATION_ID;
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  if (tables.length === 0 && version === 0) return { kind: 'fresh' };
  const known = tables.includes('project') && tables.includes('ledger');
  if (!ours && !known) return { kind: 'foreign', why: 'it is another program’s database' };
  const trouble = db.pragma('quick_check(1)', { simple: true });
  if (trouble !== 'ok') return { kind: 'broken', why: String(trouble).replace(/\s+/g, ' ') };
  if (!known) return { kind: 'broken', why: 'its tables are missing' };
  if (!ours) return { kind: 'broken', why: 'its header is damaged' };
  const head = db.prepare<[], number | null>('SELECT max(sequence) FROM ledger').pluck().get() ?? 0;
  return { kind: 'good', version, head };
};

const headOf = (path: string): Buffer => {
  const buffer = Buffer.alloc(HEADER);
  const file = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, HEADER, 0));
  } finally {
    closeSync(file);
  }
};

/** Text is somebody's; garbage where a header should be is a damaged file of ours, because nobody else would have put it there. */
const isText = (header: Buffer): boolean => /^[\t\n\r\x20-\x7e]+$/.test(header.toString('latin1'));
