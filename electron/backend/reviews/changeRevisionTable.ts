import { z } from 'zod';
import { Revision } from '../../../shared/ids.ts';
import { type ChangeId, ChangeRevision } from '../../../shared/reviews/change.ts';
import { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import { ChangeCommit } from '../../../shared/reviews/contract.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  change_id: string;
  number: number;
  head: string;
  merge_base: string;
  kind: string;
  patch_id: string;
  at: number;
  commit_count: number;
  file_count: number;
  added: number;
  removed: number;
};
type WholeRow = Row & { commits: string; files: string };

/** Without what only one view needs, and what may be large. */
const COLUMNS = 'change_id, number, head, merge_base, kind, patch_id, at, commit_count, file_count, added, removed';

const decode = (row: Row): ChangeRevision =>
  ChangeRevision.parse({
    ...row,
    mergeBase: row.merge_base,
    patchId: row.patch_id,
    commits: row.commit_count,
    files: row.file_count,
  });

/** What a revision holds, beside what its line in a list says. */
export interface RevisionContents {
  readonly files: readonly ChangedFile[];
  /** Newest first; the newest 500. */
  readonly commits: readonly ChangeCommit[];
}

export const insertRevision = (
  db: Database,
  change: ChangeId,
  revision: ChangeRevision,
  { files, commits }: RevisionContents,
): void => {
  statement<WholeRow>(
    db,
    `INSERT INTO change_revision (${COLUMNS}, commits, files)
     VALUES (@change_id, @number, @head, @merge_base, @kind, @patch_id, @at, @commit_count, @file_count, @added, @removed, @commits, @files)`,
  ).run({
    change_id: change,
    number: revision.number,
    head: revision.head,
    merge_base: revision.mergeBase,
    kind: revision.kind,
    patch_id: revision.patchId,
    at: revision.at,
    commit_count: revision.commits,
    file_count: revision.files,
    added: revision.added,
    removed: revision.removed,
    commits: JSON.stringify(commits),
    files: JSON.stringify(files),
  });
};

/** Oldest first. */
export const listRevisions = (db: Database, change: ChangeId): readonly ChangeRevision[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM change_revision WHERE change_id = ? ORDER BY number`)
    .all(change)
    .map(decode);

/** The newest revision; every change has one. */
export const currentRevision = (db: Database, change: ChangeId): ChangeRevision => {
  const row = statement<[string], Row>(
    db,
    `SELECT ${COLUMNS} FROM change_revision WHERE change_id = ? ORDER BY number DESC LIMIT 1`,
  ).get(change);
  if (row === undefined) throw new Error(`change ${change} has no revision`);
  return decode(row);
};

export const filesOfRevision = (db: Database, change: ChangeId, number: number): readonly ChangedFile[] => {
  const row = statement<[string, number], Pick<WholeRow, 'files'>>(
    db,
    'SELECT files FROM change_revision WHERE change_id = ? AND number = ?',
  ).get(change, number);
  return row === undefined ? [] : z.array(ChangedFile).parse(JSON.parse(row.files));
};

export const commitsOfRevision = (db: Database, change: ChangeId, number: number): readonly ChangeCommit[] => {
  const row = statement<[string, number], Pick<WholeRow, 'commits'>>(
    db,
    'SELECT commits FROM change_revision WHERE change_id = ? AND number = ?',
  ).get(change, number);
  return row === undefined ? [] : z.array(ChangeCommit).parse(JSON.parse(row.commits));
};

/** Notes which change brought commits into the base. */
export const noteCommits = (
  db: Database,
  {
    project,
    change,
    commits,
  }: { readonly project: string; readonly change: ChangeId; readonly commits: readonly string[] },
): void => {
  const insert = statement<[string, string, string]>(
    db,
    'INSERT OR IGNORE INTO change_commit (project_id, revision, change_id) VALUES (?, ?, ?)',
  );
  for (const commit of commits) insert.run(project, commit, change);
};

/** Forgets what was noted of a change that is not merged after all. */
export const forgetCommits = (db: Database, change: ChangeId): void => {
  statement<[string]>(db, 'DELETE FROM change_commit WHERE change_id = ?').run(change);
};

/** The changes that brought a commit; none: nobody reviewed it. */
export const changesOfCommit = (db: Database, project: string, commit: Revision): readonly ChangeId[] =>
  statement<[string, string], { change_id: ChangeId }>(
    db,
    'SELECT change_id FROM change_commit WHERE project_id = ? AND revision = ?',
  )
    .all(project, commit)
    .map((row) => row.change_id);

/** The head of the base when it was looked through last for changes that were merged elsewhere. */
export const baseSeen = (db: Database, project: string, base: string): Revision | null => {
  const row = statement<[string, string], { head: string }>(
    db,
    'SELECT head FROM base_seen WHERE project_id = ? AND base = ?',
  ).get(project, base);
  return row === undefined ? null : Revision.parse(row.head);
};

export const noteBaseSeen = (db: Database, project: string, base: string, head: Revision): void => {
  statement<[string, string, string]>(
    db,
    `INSERT INTO base_seen (project_id, base, head) VALUES (?, ?, ?) ON CONFLICT (project_id, base) DO UPDATE SET head = excluded.head`,
  ).run(project, base, head);
};
