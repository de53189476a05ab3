import { ProjectId, Revision } from '../../../shared/ids.ts';
import { BaselineEntry, type BaselinePoint } from '../../../shared/patterns/patternBaseline.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** A baseline without its entries. */
export interface BaselineHead {
  readonly projectId: ProjectId;
  /** Counts the times it was recorded. */
  readonly recording: number;
  readonly revision: Revision;
  readonly recordedAt: number;
  readonly recordedBy: string;
  readonly reason: string;
}

type Row = {
  project_id: string;
  recording: number;
  revision: string;
  recorded_at: number;
  recorded_by: string;
  reason: string;
};
type EntryRow = { project_id: string; rule: string; path: string; text: string; count: number };
type PointRow = { at: number; revision: string; count: number };

const decode = (row: Row): BaselineHead => ({
  projectId: ProjectId.parse(row.project_id),
  recording: row.recording,
  revision: Revision.parse(row.revision),
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  reason: row.reason,
});
const encode = (head: BaselineHead): Row => ({
  project_id: head.projectId,
  recording: head.recording,
  revision: head.revision,
  recorded_at: head.recordedAt,
  recorded_by: head.recordedBy,
  reason: head.reason,
});

export const readBaseline = (db: Database, project: ProjectId): BaselineHead | null => {
  const row = statement<[string], Row>(db, 'SELECT * FROM pattern_baseline WHERE project_id = ?').get(project);
  return row === undefined ? null : decode(row);
};

export const baselineEntries = (db: Database, project: ProjectId): readonly BaselineEntry[] =>
  statement<[string], EntryRow>(
    db,
    'SELECT * FROM pattern_baseline_entry WHERE project_id = ? ORDER BY path, rule, text',
  )
    .all(project)
    .map(({ project_id: _project, ...entry }) => BaselineEntry.parse(entry));

/** The trend since it was recorded, oldest first; the newest 500 points. */
export const baselineTrend = (db: Database, { projectId, recording }: BaselineHead): readonly BaselinePoint[] =>
  statement<[string, number], PointRow>(
    db,
    `SELECT at, revision, count FROM pattern_baseline_point WHERE project_id = ? AND recording = ?
     ORDER BY sequence DESC LIMIT 500`,
  )
    .all(projectId, recording)
    .map(({ revision, ...point }) => ({ ...point, revision: Revision.parse(revision) }))
    .toReversed();

/** Writes a baseline with its entries, and a point of its trend when it holds another number of findings; belongs into a transaction. Throws when it would have grown since it was recorded. */
export const writeBaseline = (
  db: Database,
  head: BaselineHead,
  entries: readonly BaselineEntry[],
  at: number,
): void => {
  const count = entries.reduce((sum, entry) => sum + entry.count, 0);
  statement<{ project_id: string; recording: number; at: number; revision: string; count: number }>(
    db,
    `INSERT INTO pattern_baseline_point (project_id, recording, at, revision, count)
     SELECT @project_id, @recording, @at, @revision, @count WHERE @count IS NOT
       (SELECT count FROM pattern_baseline_point WHERE project_id = @project_id AND recording = @recording
        ORDER BY sequence DESC LIMIT 1)`,
  ).run({ project_id: head.projectId, recording: head.recording, at, revision: head.revision, count });
  statement<[string]>(db, 'DELETE FROM pattern_baseline WHERE project_id = ?').run(head.projectId);
  statement<Row>(
    db,
    `INSERT INTO pattern_baseline (project_id, recording, revision, recorded_at, recorded_by, reason)
     VALUES (@project_id, @recording, @revision, @recorded_at, @recorded_by, @reason)`,
  ).run(encode(head));
  const insert = statement<EntryRow>(
    db,
    `INSERT INTO pattern_baseline_entry (project_id, rule, path, text, count)
     VALUES (@project_id, @rule, @path, @text, @count)`,
  );
  for (const entry of entries) insert.run({ project_id: head.projectId, ...entry });
};
