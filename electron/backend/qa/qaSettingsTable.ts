import type { ProjectId } from '../../../shared/ids.ts';
import { defaultQaSettings, QaSettings } from '../../../shared/qa/qaSettings.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { project_id: string; settings: string; version: number };

export interface VersionedSettings {
  readonly settings: QaSettings;
  /** 0 until somebody saved some. */
  readonly version: number;
}

export const readQaSettings = (db: Database, project: ProjectId): VersionedSettings => {
  const row = statement<[string], Row>(db, 'SELECT * FROM qa_settings WHERE project_id = ?').get(project);
  return row === undefined
    ? { settings: defaultQaSettings, version: 0 }
    : { settings: QaSettings.parse(JSON.parse(row.settings)), version: row.version };
};

export const writeQaSettings = (db: Database, project: ProjectId, { settings, version }: VersionedSettings): void => {
  statement<Row>(
    db,
    `INSERT INTO qa_settings (project_id, settings, version) VALUES (@project_id, @settings, @version)
     ON CONFLICT (project_id) DO UPDATE SET settings = @settings, version = @version`,
  ).run({ project_id: project, settings: JSON.stringify(settings), version });
};
