import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goodBackups } from './backupFiles.ts';
import type { Database } from './database.ts';
import { type Migration, migrations } from './migrations.ts';
import { type DatabaseFolder, databaseFolder } from './testing/databaseFolder.ts';

let at: DatabaseFolder;
beforeEach(() => {
  at = databaseFolder();
});
afterEach(() => at.remove());

const next = (migrations.at(-1)?.version ?? 0) + 10;
const addProject = (db: Database, id: string) =>
  db.prepare('INSERT INTO project VALUES (?, ?, ?, ?, 0, 1)').run(id, `Project ${id}`, id, '');
const addEnvironment = (db: Database, id: string, project: string) =>
  db.prepare('INSERT INTO environment VALUES (?, ?, 0, ?, ?)').run(id, project, id, '{}');

/** What a line of the ledger from before planning says about undo. */
const noAct = { window: null, reverts: null, origin: null };

/** The next release: descriptions go, a count comes; the table is rebuilt as SQLite wants it. */
const rebuildProject: Migration = {
  version: next,
  name: 'projects without descriptions',
  apply: (db) =>
    db.exec(`
      CREATE TABLE project_new (id TEXT PRIMARY KEY, name TEXT NOT NULL, words INTEGER NOT NULL) STRICT;
      INSERT INTO project_new SELECT id, name, 1 + length(name) - length(replace(name, ' ', '')) FROM project;
      DROP TABLE project;
      ALTER TABLE project_new RENAME TO project;`),
};
const breaking: Migration = {
  version: next + 10,
  name: 'half of it',
  apply: (db) => {
    db.exec('ALTER TABLE project ADD COLUMN half TEXT; DELETE FROM environment;');
    throw new Error('no such luck');
  },
};

describe('a migration', () => {
  it('moves the data of the version before, and keeps what refers to a rebuilt table', () => {
    const old = at.open().db;
    addProject(old, 'A');
    addEnvironment(old, 'a', 'A');
    at.closeAll();
    const { db, notices } = at.open([...migrations, rebuildProject]);
    expect(notices).toEqual([]);
    expect(db.prepare('SELECT * FROM project').all()).toEqual([{ id: 'A', name: 'Project A', words: 2 }]);
    expect(db.prepare('SELECT id, project_id FROM environment').all()).toEqual([{ id: 'a', project_id: 'A' }]);
    expect(db.pragma('user_version', { simple: true })).toBe(next);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('comes after a backup of the version before', () => {
    const old = at.open().db;
    addProject(old, 'A');
    old
      .prepare(`INSERT INTO ledger (at, actor, verb, entity, entity_id, summary) VALUES (1, 'a', 'v', 'e', 'i', 's')`)
      .run();
    at.closeAll();
    expect(goodBackups(at.backupsDir)).toEqual([]);
    at.open([...migrations, rebuildProject]);
    expect(goodBackups(at.backupsDir).map(({ head }) => head)).toEqual([1]);
  });

  it('that fails leaves nothing of itself, and Pitwall says so', () => {
    const old = at.open().db;
    addProject(old, 'A');
    addEnvironment(old, 'a', 'A');
    at.closeAll();
    expect(() => at.open([...migrations, rebuildProject, breaking])).toThrow(
      /could not be opened or brought up to date \(no such luck\)/,
    );
    const { db } = at.open([...migrations, rebuildProject]);
    expect(db.pragma('user_version', { simple: true })).toBe(next);
    expect(db.prepare('SELECT count(*) FROM environment').pluck().get()).toBe(1);
    expect(() => db.prepare('SELECT half FROM project')).toThrow(/no such column/);
  });

  it('that leaves a row without what it refers to does not count', () => {
    addProject(at.open().db, 'A');
    at.closeAll();
    const dangling: Migration = {
      version: next,
      name: 'orphans',
      apply: (db) => void addEnvironment(db, 'a', 'nobody'),
    };
    expect(() => at.open([...migrations, dangling])).toThrow(/leaves rows of environment that refer to nothing/);
    expect(at.open().db.prepare('SELECT count(*) FROM environment').pluck().get()).toBe(0);
  });

  it('is not run twice, and an up-to-date file is not written at all', () => {
    at.open();
    at.closeAll();
    const before = readFileSync(at.path);
    at.open();
    at.closeAll();
    expect(readFileSync(at.path).equals(before)).toBe(true);
    expect(goodBackups(at.backupsDir)).toEqual([]);
  });

  it('P1 brings planning to a database of the first release, and leaves its rows and its ledger as they are', () => {
    const old = at.open(migrations.filter(({ version }) => version <= 10)).db;
    addProject(old, 'A');
    addEnvironment(old, 'a', 'A');
    old
      .prepare(
        `INSERT INTO ledger (at, actor, verb, entity, entity_id, project_id, summary, inverse)
         VALUES (1, 'lead@desk', 'project.create', 'project', 'A', 'A', 'Create project A', '{}')`,
      )
      .run();
    const kept = ['project', 'environment', 'ledger'] as const;
    const before = kept.map((table) => old.prepare<[], object>(`SELECT * FROM ${table}`).all());
    at.closeAll();
    const { db, notices } = at.open();
    expect(notices).toEqual([]);
    const after = kept.map((table) => db.prepare<[], object>(`SELECT * FROM ${table}`).all());
    expect(after).toEqual(before.map((rows, table) => rows.map((row) => (table === 2 ? { ...row, ...noAct } : row))));
    expect(db.prepare('SELECT count(*) FROM item').pluck().get()).toBe(0);
    expect(() => db.exec('UPDATE ledger SET window = summary')).toThrow(/append-only/);
  });

  it('has a number of its own, in order', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});
