import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import { type Environment, EnvironmentSettings } from '../../../shared/projects/environment.ts';
import type { Database } from '../db/database.ts';

type Row = { id: string; project_id: string; position: number; settings: string };

const decode = (row: Row): Environment => ({
  ...EnvironmentSettings.parse(JSON.parse(row.settings)),
  id: row.id as EnvironmentId,
  projectId: row.project_id as ProjectId,
  position: row.position,
});

const COLUMNS = 'id, project_id, position, settings';

export const listEnvironments = (db: Database, project: ProjectId): readonly Environment[] =>
  db
    .prepare<[string], Row>(`SELECT ${COLUMNS} FROM environment WHERE project_id = ? ORDER BY position, name`)
    .all(project)
    .map(decode);

export const getEnvironment = (db: Database, id: EnvironmentId): Environment | null => {
  const row = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM environment WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

export const insertEnvironment = (db: Database, { id, projectId, position, ...settings }: Environment): void => {
  db.prepare<[string, string, number, string, string]>(
    'INSERT INTO environment (id, project_id, position, name, settings) VALUES (?, ?, ?, ?, ?)',
  ).run(id, projectId, position, settings.name, JSON.stringify(EnvironmentSettings.parse(settings)));
};

export const updateEnvironment = (db: Database, id: EnvironmentId, settings: EnvironmentSettings): void => {
  db.prepare<[string, string, string]>('UPDATE environment SET name = ?, settings = ? WHERE id = ?').run(
    settings.name,
    JSON.stringify(EnvironmentSettings.parse(settings)),
    id,
  );
};

export const placeEnvironment = (db: Database, id: EnvironmentId, position: number): void => {
  db.prepare<[number, string]>('UPDATE environment SET position = ? WHERE id = ?').run(position, id);
};

export const deleteEnvironment = (db: Database, id: EnvironmentId): void => {
  db.prepare<[string]>('DELETE FROM environment WHERE id = ?').run(id);
};
