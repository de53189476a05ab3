import { z } from 'zod';
import type { ProjectId } from '../../../shared/ids.ts';
import { ChangeId } from '../../../shared/reviews/change.ts';
import { ReviewOverride } from '../../../shared/reviews/reviewOverride.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  id: string;
  change_id: string;
  project_id: string;
  person: string;
  at: number;
  reason: string;
  due: string;
  revision: number;
  patch_id: string;
  open: string;
  item: string;
  item_key: string;
};

/** An override as it is kept; whether it counts depends on the code as it is now. */
export type StoredOverride = Omit<ReviewOverride, 'counts'> & { readonly change: ChangeId; readonly patchId: string };

const Stored = ReviewOverride.omit({ counts: true }).extend({ change: ChangeId, patchId: z.string() });

const decode = (row: Row): StoredOverride =>
  Stored.parse({
    ...row,
    change: row.change_id,
    by: JSON.parse(row.person),
    patchId: row.patch_id,
    open: JSON.parse(row.open),
    itemKey: row.item_key,
  });

/** Oldest first. */
export const listOverrides = (db: Database, change: ChangeId): readonly StoredOverride[] =>
  statement<[string], Row>(db, 'SELECT * FROM review_override WHERE change_id = ? ORDER BY at, rowid')
    .all(change)
    .map(decode);

/** How many there were in a project since. */
export const countOverridesSince = (db: Database, project: ProjectId, since: number): number =>
  statement<[string, number], { n: number }>(
    db,
    'SELECT count(*) AS n FROM review_override WHERE project_id = ? AND at >= ?',
  ).get(project, since)?.n ?? 0;

export const insertOverride = (db: Database, project: ProjectId, override: StoredOverride): void => {
  statement<Row>(
    db,
    `INSERT INTO review_override (id, change_id, project_id, person, at, reason, due, revision, patch_id, open, item, item_key)
     VALUES (@id, @change_id, @project_id, @person, @at, @reason, @due, @revision, @patch_id, @open, @item, @item_key)`,
  ).run({
    id: override.id,
    change_id: override.change,
    project_id: project,
    person: JSON.stringify(override.by),
    at: override.at,
    reason: override.reason,
    due: override.due,
    revision: override.revision,
    patch_id: override.patchId,
    open: JSON.stringify(override.open),
    item: override.item,
    item_key: override.itemKey,
  });
};
