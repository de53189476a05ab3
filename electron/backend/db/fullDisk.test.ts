import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { DatabaseRefused } from './databaseRefused.ts';
import { appendLedger, listLedger } from './ledgerTable.ts';
import { openSpaceReserve, RESERVE_SIZE } from './spaceReserve.ts';
import { mapSqliteError } from './sqliteFailure.ts';
import { databaseFolder } from './testing/databaseFolder.ts';

/** A disk of 4 MB of our own, where the system lets us have one. */
const disk = mkdtempSync(join(tmpdir(), 'pitwall-disk-'));
const mounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const remount = (how: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,${how}`, disk]);

beforeAll(() => {
  if (!mounted) console.log('Skipped: a full and a read-only disk, because only root may mount one');
});
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Takes every byte that is left. */
const fillUp = (path: string) => {
  const file = openSync(path, 'a');
  try {
    for (let size = 65_536; size >= 1; )
      try {
        writeSync(file, Buffer.alloc(size));
      } catch {
        size = Math.floor(size / 2);
      }
  } finally {
    closeSync(file);
  }
};

const write = (db: Database, summary: string) =>
  appendLedger(db, {
    at: 1,
    actor: 'a@b',
    verb: 'run.end',
    entity: 'run',
    entityId: 'x',
    projectId: null,
    summary,
    inverse: null,
  });
const written = (db: Database) => listLedger(db, { project: null, before: null, limit: 999 }).length;

const caught = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it went well');
};

describe.skipIf(!mounted)('on a full disk', () => {
  it('a change fails with what to do, reading goes on, and the reserve lets a run write its end', () => {
    const at = databaseFolder(disk);
    try {
      const { db } = at.open();
      const reserve = openSpaceReserve(join(at.dir, 'reserve'));
      expect(reserve.fill()).toBe(true);
      expect(statSync(join(at.dir, 'reserve')).size).toBe(RESERVE_SIZE);
      write(db, 'before');
      fillUp(join(disk, 'ballast'));
      let done = 1;
      const error = caught(() => {
        for (; done < 999; done += 1) write(db, 'x'.repeat(3000));
      });
      expect(mapSqliteError(error)).toMatchObject({ code: 'STORAGE', data: { act: expect.stringMatching(/space/) } });
      expect(written(db)).toBe(done);

      reserve.spend(db.transaction(() => write(db, 'the run’s end')));
      expect(existsSync(join(at.dir, 'reserve'))).toBe(false);
      for (let more = 0; more < 10; more += 1) reserve.spend(() => write(db, 'another run’s end'));
      expect(written(db)).toBe(done + 11);
      expect(reserve.fill()).toBe(false);

      rmSync(join(disk, 'ballast'));
      reserve.spend(() => write(db, 'there is space again'));
      expect(statSync(join(at.dir, 'reserve')).size).toBe(RESERVE_SIZE);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    } finally {
      rmSync(join(disk, 'ballast'), { force: true });
      at.remove();
    }
  });

  it('Pitwall says at its start that there is no space', () => {
    const at = databaseFolder(disk);
    try {
      fillUp(join(disk, 'ballast'));
      const error = caught(() => at.open());
      expect(error).toBeInstanceOf(DatabaseRefused);
      expect(String(error)).toMatch(/There is no space left for the database .*\((ENOSPC|SQLITE_FULL)\)/);
    } finally {
      rmSync(join(disk, 'ballast'), { force: true });
      at.remove();
    }
  });
});

describe.skipIf(!mounted)('on a read-only disk', () => {
  it('Pitwall refuses to start in one line; a disk that becomes read-only later fails with what to do', () => {
    const at = databaseFolder(disk);
    try {
      const { db } = at.open();
      write(db, 'before');
      at.closeAll();
      remount('ro');
      const error = caught(() => at.open());
      expect(error).toBeInstanceOf(DatabaseRefused);
      expect(String(error)).toMatch(/cannot be opened for writing \((EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/);
      expect(String(error)).not.toContain('\n');
    } finally {
      remount('rw');
      at.remove();
    }
  });
});

it('a reserve is not spent on what fails for another reason, and not twice', () => {
  const at = databaseFolder();
  try {
    const reserve = openSpaceReserve(join(at.dir, 'reserve'));
    reserve.fill();
    const failing = (code: string) => () => {
      throw Object.assign(new Error(code), { code });
    };
    expect(() => reserve.spend(failing('SQLITE_CONSTRAINT_UNIQUE'))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
    expect(existsSync(join(at.dir, 'reserve'))).toBe(true);
    let tries = 0;
    expect(() =>
      reserve.spend(() => {
        tries += 1;
        return failing('SQLITE_FULL')();
      }),
    ).toThrow('SQLITE_FULL');
    expect([tries, existsSync(join(at.dir, 'reserve'))]).toEqual([2, false]);
    expect(() => reserve.spend(failing('SQLITE_FULL'))).toThrow('SQLITE_FULL');
  } finally {
    at.remove();
  }
});
