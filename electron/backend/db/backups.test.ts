import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goodBackups, keepBackup, listBackups, unfinishedBackup } from './backupFiles.ts';
import { type Backups, createBackups } from './backups.ts';
import type { Database } from './database.ts';
import { appendLedger } from './ledgerTable.ts';
import { type DatabaseFolder, databaseFolder } from './testing/databaseFolder.ts';

const HOUR = 3_600_000;
let at: DatabaseFolder;
let db: Database;
const made: Backups[] = [];
beforeEach(() => {
  at = databaseFolder();
  db = at.open().db;
});
afterEach(async () => {
  for (const each of made.splice(0)) await each.dispose();
  at.remove();
});

const write = () =>
  appendLedger(db, {
    at: 1,
    actor: 'a@b',
    verb: 'test',
    entity: 'project',
    entityId: 'x',
    projectId: null,
    summary: 'x',
    inverse: null,
  });
const writeMany = (count: number) =>
  db.transaction(() => {
    for (let n = 0; n < count; n += 1) write();
  })();
const create = (): Backups => {
  const backups = createBackups({ db, dir: at.backupsDir, clock: at.clock, log: at.log });
  made.push(backups);
  return backups;
};
/** Waits for the pause between two backups, then for its end. */
const nextHour = async () => {
  await at.clock.sleeping();
  at.clock.move(HOUR);
  await at.clock.sleeping();
};
const heads = () => goodBackups(at.backupsDir).map(({ head }) => head);

describe('backups', () => {
  it('are made at once when there is none, then every hour; three are kept, private and whole', async () => {
    write();
    create();
    for (let hour = 0; hour < 5; hour += 1) {
      await nextHour();
      write();
    }
    await nextHour();
    expect(heads()).toEqual([6, 5, 4]);
    for (const { path } of listBackups(at.backupsDir)) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(at.log.entries).toEqual([]);
  });

  it('wait for the rest of the hour after a restart', async () => {
    write();
    await create().make();
    await made.pop()?.dispose();
    at.clock.move(HOUR / 2);
    write();
    create();
    await at.clock.sleeping();
    at.clock.move(HOUR / 2 - 1);
    expect(heads()).toEqual([1]);
    at.clock.move(1);
    await at.clock.sleeping();
    expect(heads()).toEqual([2, 1]);
  });

  it('are not made while nothing changes, so that older ones stay', async () => {
    write();
    create();
    await nextHour();
    await nextHour();
    await nextHour();
    expect(heads()).toEqual([1]);
    write();
    await nextHour();
    expect(heads()).toEqual([2, 1]);
  });

  it('hold what is in the WAL and take in what is written meanwhile or leave it out, never half', async () => {
    writeMany(500);
    const backups = create();
    const making = backups.make();
    for (let n = 0; n < 50; n += 1) write();
    await making;
    const [head] = heads();
    expect(head).toBeGreaterThanOrEqual(500);
    expect(head).toBeLessThanOrEqual(550);
  });

  it('do not count unless they pass their check, and then cost no older one', async () => {
    write();
    await create().make();
    const before = listBackups(at.backupsDir);
    writeFileSync(unfinishedBackup(at.backupsDir), readFileSync(at.path).fill(7, 4096, 9000));
    expect(() => keepBackup(at.backupsDir, at.clock.now() + 1)).toThrow(/did not pass its check: broken/);
    writeFileSync(unfinishedBackup(at.backupsDir), '');
    expect(() => keepBackup(at.backupsDir, at.clock.now() + 1)).toThrow(
      /did not pass its check: broken \(it is empty\)/,
    );
    expect(listBackups(at.backupsDir)).toEqual(before);
  });

  it('stay in order when the clock is set back', async () => {
    const backups = create();
    await backups.make();
    write();
    at.clock.move(-48 * HOUR);
    await backups.make();
    expect(heads()).toEqual([1, 0]);
  });

  it('end in the middle when Pitwall ends, and leave no half file', async () => {
    writeMany(3000);
    const backups = create();
    const making = backups.make().then(
      () => 'made',
      () => 'ended',
    );
    await backups.dispose();
    expect(await making).toBe('ended');
    expect(listBackups(at.backupsDir)).toEqual([]);
    expect(() => statSync(unfinishedBackup(at.backupsDir))).toThrow(/ENOENT/);
  });

  it('that fail are told to the log, and tried again', async () => {
    write();
    mkdirSync(unfinishedBackup(at.backupsDir));
    writeFileSync(join(unfinishedBackup(at.backupsDir), 'in the way'), '');
    create();
    await at.clock.sleeping();
    expect(at.log.entries.join()).toContain('the hourly backup failed');
  });

  it('leave other files of the folder alone', async () => {
    writeFileSync(join(at.backupsDir, 'pitwall-1.db'), 'mine');
    const backups = create();
    for (let n = 0; n < 5; n += 1) {
      write();
      await backups.make();
    }
    expect(readFileSync(join(at.backupsDir, 'pitwall-1.db'), 'utf8')).toBe('mine');
    truncateSync(listBackups(at.backupsDir)[0]?.path ?? '', 0);
    expect(goodBackups(at.backupsDir)).toHaveLength(2);
  });
});
