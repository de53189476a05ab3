import type { ProjectId } from '../../../shared/ids.ts';
import { defaultPatternSettings, PatternSettings } from '../../../shared/patterns/patternSettings.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { project_id: string; settings: string; version: number };

export interface VersionedPatternSettings {
  readonly settings: PatternSettings;
  /** 0 until somebody saved some. */
  readonly version: number;
}

export const readPatternSettings = (db: Database, project: ProjectId): VersionedPatternSettings => {
  const row = statement<[string], Row>(db, 'SELECT * FROM pattern_settings WHERE project_id = ?').get(project);
  return row === undefined
    ? { settings: defaultPatternSettings, version: 0 }
    : { settings: PatternSettings.parse(JSON.parse(row.settings)), version: row.version };
};

export const writePatternSettings = (
  db: Database,
  project: ProjectId,
  { settings, version }: VersionedPatternSettings,
): void => {
  statement<Row>(
    db,
    `INSERT INTO pattern_settings (project_id, settings, version) VALUES (@project_id, @settings, @version)
     ON CONFLICT (project_id) DO UPDATE SET settings = @settings, version = @version`,
  ).run({ project_id: project, settings: JSON.stringify(settings), version });
};
