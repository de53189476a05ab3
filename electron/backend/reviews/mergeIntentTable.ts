import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import { Revision } from '../../../shared/ids.ts';
import { type ChangeId, Merged } from '../../../shared/reviews/change.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { change_id: string; project_id: string; base_before: string; merged: string; window: string };

/** A merge that was begun: kept before anything leaves this machine, so that one that was cut off is found at the next start. */
export interface MergeIntent {
  readonly change: ChangeId;
  readonly project: ProjectId;
  readonly baseBefore: Revision;
  readonly merged: Merged;
  readonly window: WindowId;
}

const decode = (row: Row): MergeIntent => ({
  change: row.change_id as ChangeId,
  project: row.project_id as ProjectId,
  baseBefore: Revision.parse(row.base_before),
  merged: Merged.parse(JSON.parse(row.merged)),
  window: row.window as WindowId,
});

export const listMergeIntents = (db: Database): readonly MergeIntent[] =>
  statement<[], Row>(db, 'SELECT * FROM merge_intent').all().map(decode);

export const writeMergeIntent = (db: Database, intent: MergeIntent): void => {
  statement<Row>(
    db,
    `INSERT OR REPLACE INTO merge_intent (change_id, project_id, base_before, merged, "window")
     VALUES (@change_id, @project_id, @base_before, @merged, @window)`,
  ).run({
    change_id: intent.change,
    project_id: intent.project,
    base_before: intent.baseBefore,
    merged: JSON.stringify(intent.merged),
    window: intent.window,
  });
};

export const deleteMergeIntent = (db: Database, change: ChangeId): void => {
  statement<[string]>(db, 'DELETE FROM merge_intent WHERE change_id = ?').run(change);
};
