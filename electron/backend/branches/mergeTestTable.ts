import { z } from 'zod';
import { MergedHow, MergeTest } from '../../../shared/branches/branch.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

const Tested = z.object({ merge: MergeTest, merged: MergedHow.nullable() });

/** What a merge of a head into a base gave, and whether the base has its work already. */
export type Tested = Readonly<z.infer<typeof Tested>>;

type Row = { project_id: string; base: string; head: string; result: string };

/** All that was found for a base, by head. */
export const listTested = (db: Database, project: ProjectId, base: Revision): ReadonlyMap<string, Tested> =>
  new Map(
    statement<[string, string], Row>(db, 'SELECT * FROM merge_test WHERE project_id = ? AND base = ?')
      .all(project, base)
      .map((row) => [row.head, Tested.parse(JSON.parse(row.result))]),
  );

export const putTested = (db: Database, project: ProjectId, base: Revision, head: Revision, tested: Tested): void => {
  statement<Row>(
    db,
    `INSERT INTO merge_test (project_id, base, head, result) VALUES (@project_id, @base, @head, @result)
     ON CONFLICT (project_id, base, head) DO UPDATE SET result = @result`,
  ).run({ project_id: project, base, head, result: JSON.stringify(tested) });
};

/** Forgets what was found for bases that are past. */
export const keepTested = (db: Database, project: ProjectId, base: Revision): void => {
  statement<[string, string]>(db, 'DELETE FROM merge_test WHERE project_id = ? AND base <> ?').run(project, base);
};
