import type { ProjectId } from '../../../shared/ids.ts';
import type { Project, ProjectSettings } from '../../../shared/projects/project.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { listEnvironments } from './environmentTable.ts';

type Row = { id: string; name: string; key: string; description: string; practice: number; created_at: number };

const decode = (db: Database, row: Row): Project => ({
  id: row.id as ProjectId,
  name: row.name,
  key: row.key,
  description: row.description,
  practice: row.practice === 1,
  createdAt: row.created_at,
  environments: [...listEnvironments(db, row.id as ProjectId)],
});

const COLUMNS = 'id, name, key, description, practice, created_at';

export const listProjects = (db: Database): readonly Project[] =>
  db
    .prepare<[], Row>(`SELECT ${COLUMNS} FROM project ORDER BY practice, name`)
    .all()
    .map((row) => decode(db, row));

export const getProject = (db: Database, id: ProjectId): Project | null => {
  const row = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM project WHERE id = ?`).get(id);
  return row === undefined ? null : decode(db, row);
};

/** A project's key without reading the rest of it; null when there is no such project. */
export const getProjectKey = (db: Database, id: ProjectId): string | null =>
  statement<[string], string>(db, 'SELECT key FROM project WHERE id = ?').pluck().get(id) ?? null;

/** What tells projects apart, without their environments. */
export const listProjectNames = (db: Database): readonly Pick<Project, 'id' | 'name' | 'key'>[] =>
  db.prepare<[], Pick<Project, 'id' | 'name' | 'key'>>('SELECT id, name, key FROM project').all();

export const insertProject = (
  db: Database,
  project: ProjectSettings & Pick<Project, 'id' | 'practice' | 'createdAt'>,
): void => {
  db.prepare<[string, string, string, string, number, number]>(
    'INSERT INTO project (id, name, key, description, practice, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(project.id, project.name, project.key, project.description, project.practice ? 1 : 0, project.createdAt);
};

export const updateProject = (db: Database, id: ProjectId, { name, key, description }: ProjectSettings): void => {
  db.prepare<[string, string, string, string]>(
    'UPDATE project SET name = ?, key = ?, description = ? WHERE id = ?',
  ).run(name, key, description, id);
};

/** Its environments and their runs go with it. */
export const deleteProject = (db: Database, id: ProjectId): void => {
  db.prepare<[string]>('DELETE FROM project WHERE id = ?').run(id);
};

export const findPracticeProject = (db: Database): ProjectId | null =>
  (db.prepare<[], { id: string }>('SELECT id FROM project WHERE practice = 1').get()?.id as ProjectId | undefined) ??
  null;
