import { expect, it } from 'vitest';
import { mapSqliteError } from './sqliteFailure.ts';

it.each([
  'SQLITE_FULL',
  'SQLITE_READONLY',
  'SQLITE_READONLY_DBMOVED',
  'SQLITE_IOERR_WRITE',
  'SQLITE_CANTOPEN',
  'SQLITE_CORRUPT_VTAB',
  'SQLITE_NOTADB',
])('%s is told as trouble with the storage, with what to do', (code) => {
  const failure = mapSqliteError(Object.assign(new Error('canary of a statement'), { code }));
  expect(failure?.code).toBe('STORAGE');
  expect(failure?.data.act).toMatch(/\.$/);
  expect(failure?.message).not.toContain('canary');
});

it.each([new Error('x'), null, 'SQLITE_FULL', { code: 7 }, { code: 'SQLITE_CONSTRAINT' }, { code: 'ENOSPC' }])(
  '%s is not',
  (error) => {
    expect(mapSqliteError(error)).toBeNull();
  },
);
