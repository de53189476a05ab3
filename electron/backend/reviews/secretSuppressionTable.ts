import type { ProjectId } from '../../../shared/ids.ts';
import { Person } from '../../../shared/reviews/person.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { fingerprint: string; reason: string; person: string };

/** Findings that somebody took for no secret, by their fingerprints. */
export const listSuppressions = (
  db: Database,
  project: ProjectId,
): ReadonlyMap<string, { readonly reason: string; readonly by: string }> =>
  new Map(
    statement<[string], Row>(db, 'SELECT fingerprint, reason, person FROM secret_suppression WHERE project_id = ?')
      .all(project)
      .map(({ fingerprint, reason, person }) => [fingerprint, { reason, by: Person.parse(JSON.parse(person)).name }]),
  );

export const insertSuppression = (
  db: Database,
  project: ProjectId,
  {
    fingerprint,
    reason,
    by,
    at,
  }: { readonly fingerprint: string; readonly reason: string; readonly by: Person; readonly at: number },
): void => {
  statement<Row & { project_id: string; at: number }>(
    db,
    `INSERT OR REPLACE INTO secret_suppression (project_id, fingerprint, reason, person, at)
     VALUES (@project_id, @fingerprint, @reason, @person, @at)`,
  ).run({ project_id: project, fingerprint, reason, person: JSON.stringify(by), at });
};

/** False when there was none. */
export const deleteSuppression = (db: Database, project: ProjectId, fingerprint: string): boolean =>
  statement<[string, string]>(db, 'DELETE FROM secret_suppression WHERE project_id = ? AND fingerprint = ?').run(
    project,
    fingerprint,
  ).changes > 0;
