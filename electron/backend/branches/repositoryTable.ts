import { RepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  project_id: string;
  settings: string;
  version: number;
  cloned_url: string | null;
  fetched_at: number | null;
  looked_at: number | null;
};

export interface StoredRepository {
  readonly projectId: ProjectId;
  readonly settings: RepositorySettings;
  /** Rises with every change of the settings, from 1. */
  readonly version: number;
  /** What the clone of our own was made of; null: there is none. */
  readonly clonedUrl: string | null;
  readonly fetchedAt: number | null;
  /** When the branches were first looked at: what was there then is no news. */
  readonly lookedAt: number | null;
}

/** Whether the repository is there to be worked with: a folder of the user's is, a clone of ours when it is of the address of the settings. */
export const isCloned = ({ settings: { source }, clonedUrl }: StoredRepository): boolean =>
  source.kind === 'folder' || source.url === clonedUrl;

const decode = (row: Row): StoredRepository => ({
  projectId: row.project_id as ProjectId,
  settings: RepositorySettings.parse(JSON.parse(row.settings)),
  version: row.version,
  clonedUrl: row.cloned_url,
  fetchedAt: row.fetched_at,
  lookedAt: row.looked_at,
});

const encode = (each: StoredRepository): Row => ({
  project_id: each.projectId,
  settings: JSON.stringify(each.settings),
  version: each.version,
  cloned_url: each.clonedUrl,
  fetched_at: each.fetchedAt,
  looked_at: each.lookedAt,
});

export const getRepository = (db: Database, project: ProjectId): StoredRepository | null => {
  const row = statement<[string], Row>(db, 'SELECT * FROM repository WHERE project_id = ?').get(project);
  return row === undefined ? null : decode(row);
};

export const putRepository = (db: Database, repository: StoredRepository): void => {
  statement<Row>(
    db,
    `INSERT INTO repository (project_id, settings, version, cloned_url, fetched_at, looked_at)
     VALUES (@project_id, @settings, @version, @cloned_url, @fetched_at, @looked_at)
     ON CONFLICT (project_id) DO UPDATE SET settings = @settings, version = @version, cloned_url = @cloned_url,
       fetched_at = @fetched_at, looked_at = @looked_at`,
  ).run(encode(repository));
};

export const deleteRepository = (db: Database, project: ProjectId): void => {
  for (const table of ['repository', 'branch_seen', 'merge_test'])
    statement<[string]>(db, `DELETE FROM ${table} WHERE project_id = ?`).run(project);
};
