import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Database } from './database.ts';
import { appendLedger, listLedger } from './ledgerTable.ts';
import { type DatabaseFolder, databaseFolder } from './testing/databaseFolder.ts';

let at: DatabaseFolder;
let db: Database;
beforeEach(() => {
  at = databaseFolder();
  db = at.open().db;
});
afterEach(() => at.remove());

const [ours, theirs] = [
  '0b6fd6c2-5b4a-4f0e-9d0f-000000000001',
  '0b6fd6c2-5b4a-4f0e-9d0f-000000000002',
] as ProjectId[] as [ProjectId, ProjectId];
const write = (summary: string, projectId: ProjectId | null = ours) =>
  appendLedger(db, {
    at: 7,
    actor: 'a@b',
    verb: 'project.update',
    entity: 'project',
    entityId: 'x',
    projectId,
    summary,
    inverse: { name: 'old' },
  });

describe('the ledger', () => {
  it('is read newest first, page by page, one project’s or all', () => {
    for (const [n, project] of [ours, theirs, null, ours, ours].entries()) write(String(n), project);
    const texts = (project: ProjectId | null, before: number | null, limit: number) =>
      listLedger(db, { project, before, limit }).map(({ summary }) => summary);
    expect(texts(null, null, 9)).toEqual(['4', '3', '2', '1', '0']);
    expect(texts(ours, null, 2)).toEqual(['4', '3']);
    expect(texts(ours, 4, 2)).toEqual(['0']);
    expect(listLedger(db, { project: theirs, before: null, limit: 1 })).toEqual([
      {
        sequence: 2,
        at: 7,
        actor: 'a@b',
        verb: 'project.update',
        entity: 'project',
        entityId: 'x',
        projectId: theirs,
        summary: '1',
      },
    ]);
  });

  it('keeps what would undo an act, as data', () => {
    write('x');
    expect(JSON.parse(String(db.prepare('SELECT inverse FROM ledger').pluck().get()))).toEqual({ name: 'old' });
  });

  it('cannot be rewritten or shortened, not even by our own SQL', () => {
    write('x');
    for (const sql of [
      `UPDATE ledger SET summary = 'y'`,
      'DELETE FROM ledger',
      `INSERT OR REPLACE INTO ledger SELECT * FROM ledger`,
    ])
      expect(() => db.exec(sql)).toThrow(/the ledger is append-only/);
    expect(db.prepare('SELECT summary FROM ledger').pluck().all()).toEqual(['x']);
  });

  it('never gives a number twice', () => {
    write('kept');
    db.transaction(() => {
      write('a');
      db.exec('SAVEPOINT s');
      write('b');
      db.exec('ROLLBACK TO s');
    })();
    write('c');
    const numbers = listLedger(db, { project: null, before: null, limit: 9 }).map(({ sequence }) => sequence);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
