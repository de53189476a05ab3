import {
  appendFileSync,
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackups } from './backups.ts';
import type { Database } from './database.ts';
import { DatabaseRefused } from './databaseRefused.ts';
import { appendLedger, listLedger } from './ledgerTable.ts';
import { migrations } from './migrations.ts';
import { type DatabaseFolder, databaseFolder } from './testing/databaseFolder.ts';

let at: DatabaseFolder;
beforeEach(() => {
  at = databaseFolder();
});
afterEach(() => at.remove());

const write = (db: Database, summary: string) =>
  appendLedger(db, {
    at: 1,
    actor: 'a@b',
    verb: 'test',
    entity: 'project',
    entityId: 'x',
    projectId: null,
    summary,
    inverse: null,
  });
const written = (db: Database) =>
  listLedger(db, { project: null, before: null, limit: 100 })
    .map(({ summary }) => summary)
    .reverse();

/** Opens, writes `kept`, backs that up, writes `later`, closes. */
const withBackup = async (): Promise<void> => {
  const { db } = at.open();
  write(db, 'kept');
  const backups = createBackups({ db, dir: at.backupsDir, clock: at.clock, log: at.log });
  await backups.make();
  await backups.dispose();
  write(db, 'later');
  at.closeAll();
};

const overwrite = (path: string, offset: number, bytes: Buffer) => {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, offset);
  closeSync(file);
};

const refusal = (): DatabaseRefused => {
  try {
    at.open();
  } catch (error) {
    if (error instanceof DatabaseRefused) return error;
    throw error;
  }
  throw new Error('it was opened');
};

const setAside = () => readdirSync(at.dir).filter((name) => name.includes('.broken-'));

describe('the state database', () => {
  it('is made private, in WAL, synced at every commit, with foreign keys and the application’s mark', () => {
    const { db, notices } = at.open();
    expect(notices).toEqual([]);
    expect(
      [
        'journal_mode',
        'synchronous',
        'foreign_keys',
        'application_id',
        'busy_timeout',
        'journal_size_limit',
        'user_version',
      ].map((name) => db.pragma(name, { simple: true })),
    ).toEqual(['wal', 2, 1, 0x50574c4c, 5000, 16 * 1024 * 1024, migrations.at(-1)?.version]);
    write(db, 'x');
    for (const name of ['pitwall.db', 'pitwall.db-wal', 'pitwall.db-shm'])
      expect(statSync(join(at.dir, name)).mode & 0o777).toBe(0o600);
    expect(statSync(at.backupsDir).mode & 0o777).toBe(0o700);
    const loose = db.prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(loose.pluck().all()).toEqual([]);
  });

  it('keeps what was written', () => {
    write(at.open().db, 'one');
    at.closeAll();
    const { db, notices } = at.open();
    expect([written(db), notices]).toEqual([['one'], []]);
  });

  it('tells the log of a slow statement, without its values', () => {
    const { db } = at.open();
    db.function('wait', () => {
      at.clock.move(41);
      return 1;
    });
    db.prepare('SELECT wait(), ?').get('canary');
    expect(at.log.entries).toEqual(['a slow statement {"sql":"SELECT wait(), ?","ms":41}']);
    db.prepare('SELECT 1').get();
    expect(at.log.entries).toHaveLength(1);
  });
});

describe('a damaged database is set aside, and the newest good backup takes its place', () => {
  const damages: readonly (readonly [what: string, damage: () => void])[] = [
    ['a file without a byte', () => truncateSync(at.path, 0)],
    ['a file of ten bytes', () => truncateSync(at.path, 10)],
    ['a file that is cut in half', () => truncateSync(at.path, statSync(at.path).size / 2)],
    ['noise over the header', () => overwrite(at.path, 0, Buffer.from(Array.from({ length: 100 }, (_, n) => (n * 37) % 256)))],
    ['a lost application mark', () => overwrite(at.path, 68, Buffer.alloc(4))],
    ['noise over a page', () => overwrite(at.path, 4096, Buffer.alloc(4096, 0xa5))],
    ['zeros over the pages behind the first', () => overwrite(at.path, 4096, Buffer.alloc(statSync(at.path).size - 4096))],
    ['a whole database without a table', () => {
      rmSync(at.path);
      const empty = new BetterSqlite3(at.path);
      empty.pragma(`application_id = ${0x50574c4c}`);
      empty.close();
    }],
  ]; // biome-ignore format: a table
  it.each(damages)('%s', async (_what, damage) => {
    await withBackup();
    damage();
    const broken = readFileSync(at.path);
    const { db, notices } = at.open();
    expect(written(db)).toEqual(['kept']);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(
      /^The database .* set aside as pitwall\.db\.broken-\d+\. Pitwall went back to its backup of 2026-01-15 12:00 UTC\./,
    );
    expect(readFileSync(join(at.dir, setAside()[0] ?? '')).equals(broken)).toBe(true);
    write(db, 'goes on');
    at.closeAll();
    expect([written(at.open().db), setAside()]).toEqual([['kept', 'goes on'], setAside()]);
  });

  it('takes an older backup when the newest is damaged too', async () => {
    await withBackup();
    const newer = join(at.backupsDir, 'pitwall-9999999999999.db');
    copyFileSync(at.path, newer);
    overwrite(newer, 4096, Buffer.alloc(4096, 0xa5));
    truncateSync(at.path, 0);
    expect(written(at.open().db)).toEqual(['kept']);
    expect(existsSync(newer)).toBe(true);
  });

  it('begins with an empty one when there is no backup, and says so', () => {
    write(at.open().db, 'lost');
    at.closeAll();
    truncateSync(at.path, 0);
    const { db, notices } = at.open();
    expect(written(db)).toEqual([]);
    expect(notices[0]).toMatch(/There was no backup, so Pitwall began with an empty one\.$/);
  });

  it('moves a WAL aside with its database, so that it is not mixed with the backup', async () => {
    await withBackup();
    writeFileSync(`${at.path}-wal`, Buffer.alloc(5000, 1));
    overwrite(at.path, 0, Buffer.alloc(100, 0xfe));
    expect(written(at.open().db)).toEqual(['kept']);
    expect(setAside().filter((name) => name.endsWith('-wal'))).toHaveLength(1);
  });

  it('sets two aside under two names', async () => {
    await withBackup();
    truncateSync(at.path, 0);
    at.open();
    at.closeAll();
    truncateSync(at.path, 0);
    at.open();
    expect(setAside()).toHaveLength(2);
  });
});

describe('a WAL that is gone', () => {
  /** The files as a killed process leaves them, without the WAL. */
  const loseWal = (alsoShm: boolean) => {
    const files = ['', '-shm'].map((end) => [end, readFileSync(at.path + end)] as const);
    at.closeAll();
    for (const [end, bytes] of files) if (end === '' || !alsoShm) writeFileSync(at.path + end, bytes);
  };

  it('is told; what the file itself holds is there', () => {
    const { db } = at.open();
    write(db, 'checkpointed');
    db.pragma('wal_checkpoint(TRUNCATE)');
    write(db, 'in the WAL alone');
    loseWal(false);
    const again = at.open();
    expect(written(again.db)).toEqual(['checkpointed']);
    expect(again.notices).toEqual([expect.stringMatching(/WAL file was gone, and the newest changes with it/)]);
  });

  it('gives way to a backup that knows more', async () => {
    const { db } = at.open();
    write(db, 'one');
    const backups = createBackups({ db, dir: at.backupsDir, clock: at.clock, log: at.log });
    const before = readFileSync(at.path);
    await backups.make();
    await backups.dispose();
    const shm = readFileSync(`${at.path}-shm`);
    at.closeAll();
    writeFileSync(at.path, before);
    writeFileSync(`${at.path}-shm`, shm);
    const again = at.open();
    expect(written(again.db)).toEqual(['one']);
    expect(again.notices[0]).toMatch(/had lost its newest changes with its WAL file\. It was set aside/);
  });

  it('right after the first start leaves a database that opens', () => {
    at.open();
    loseWal(true);
    expect(at.open().notices).toEqual([]);
  });
});

describe('a database that may not be opened is refused in one readable line, and not touched', () => {
  const refused = (act: () => void, message: RegExp) => {
    act();
    const before = readFileSync(at.path);
    const error = refusal();
    expect(error.message).toMatch(message);
    expect(`${error.message} ${error.act}`).not.toContain('\n');
    expect(error.act).toMatch(/\.$/);
    expect(readFileSync(at.path).equals(before)).toBe(true);
    expect(setAside()).toEqual([]);
  };

  it('of a newer Pitwall', () => {
    refused(() => {
      at.open().db.pragma('user_version = 990');
      at.closeAll();
    }, /was written by a newer Pitwall \(schema 990; this one knows \d+\)/);
  });

  it('of another program', () => {
    refused(() => {
      const other = new BetterSqlite3(at.path);
      other.exec('CREATE TABLE recipe (name TEXT)');
      other.pragma('application_id = 252006674');
      other.close();
    }, /is not Pitwall’s: it is another program’s database/);
  });

  it('that is a text file', () => {
    refused(() => writeFileSync(at.path, 'dear diary\n'), /is not Pitwall’s: it is not a database/);
  });

  it('that another program holds', () => {
    at.open();
    at.closeAll();
    const other = new BetterSqlite3(at.path);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    try {
      expect(refusal().message).toMatch(/Another program holds the database/);
    } finally {
      other.close();
    }
  });

  it('that is a folder', () => {
    mkdirSync(at.path);
    expect(refusal().message).toMatch(/cannot be opened for writing \(EISDIR\)/);
  });

  it.skipIf(process.getuid?.() === 0)('in a folder that may not be written (root may write anywhere)', () => {
    at.open();
    at.closeAll();
    chmodSync(at.path, 0o400);
    chmodSync(at.dir, 0o500);
    expect(refusal().message).toMatch(/cannot be opened for writing \((SQLITE_READONLY|EACCES)/);
    chmodSync(at.dir, 0o700);
  });
});

it('trusts no tail of a WAL that is torn: what was whole is there', () => {
  const { db } = at.open();
  write(db, 'whole');
  const whole = readFileSync(`${at.path}-wal`);
  write(db, 'torn');
  const files = ['', '-wal'].map((end) => [end, readFileSync(at.path + end)] as const);
  at.closeAll();
  for (const [end, bytes] of files) writeFileSync(at.path + end, bytes);
  truncateSync(`${at.path}-wal`, whole.length + 1000);
  appendFileSync(`${at.path}-wal`, Buffer.alloc(500, 3));
  const again = at.open();
  expect([written(again.db), again.notices]).toEqual([['whole'], []]);
});
