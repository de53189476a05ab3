import type { RankedItem } from '../../../shared/backlog/reorderRanks.ts';
import type { Rated } from '../../../shared/backlog/scoreOf.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type RankRow = { id: string; rank: string };

const decode = ({ id, rank }: RankRow): RankedItem => ({ id: id as ItemId, rank });

/** Whether another item than the one given has the rank. */
export const rankTakenBy = (db: Database, project: ProjectId, rank: string, except: string): boolean =>
  statement<[string, string, string], { id: string }>(
    db,
    'SELECT id FROM item WHERE project_id = ? AND rank = ? AND id <> ? LIMIT 1',
  ).get(project, rank, except) !== undefined;

/** The next higher rank that an item of the project has; null behind the last. */
export const rankBehind = (db: Database, project: ProjectId, rank: string): string | null =>
  statement<[string, string], string>(
    db,
    'SELECT rank FROM item WHERE project_id = ? AND rank > ? ORDER BY rank LIMIT 1',
  )
    .pluck()
    .get(project, rank) ?? null;

export const firstRank = (db: Database, project: ProjectId): string | null =>
  statement<[string], string>(db, 'SELECT rank FROM item WHERE project_id = ? ORDER BY rank LIMIT 1')
    .pluck()
    .get(project) ?? null;

export const lastItem = (db: Database, project: ProjectId): RankedItem | null => {
  const row = statement<[string], RankRow>(
    db,
    'SELECT id, rank FROM item WHERE project_id = ? ORDER BY rank DESC LIMIT 1',
  ).get(project);
  return row === undefined ? null : decode(row);
};

/** Every item of a project in order. */
export const listRanks = (db: Database, project: ProjectId): readonly RankedItem[] =>
  statement<[string], RankRow>(db, 'SELECT id, rank FROM item WHERE project_id = ? ORDER BY rank')
    .all(project)
    .map(decode);

/** The items that stand right behind a rank, at most so many; with null those at the top. */
export const listBehind = (db: Database, project: ProjectId, rank: string | null, count: number): readonly ItemId[] =>
  statement<[string, string, number], string>(
    db,
    'SELECT id FROM item WHERE project_id = ? AND rank > ? ORDER BY rank LIMIT ?',
  )
    .pluck()
    .all(project, rank ?? '', count) as ItemId[];

/** The item that stands right above a rank; null at the top. */
export const itemAbove = (db: Database, project: ProjectId, rank: string): RankedItem | null => {
  const row = statement<[string, string], RankRow>(
    db,
    'SELECT id, rank FROM item WHERE project_id = ? AND rank < ? ORDER BY rank DESC LIMIT 1',
  ).get(project, rank);
  return row === undefined ? null : decode(row);
};

/** The open item nearest above or below a rank that has a score: value and urgency rated, and a size unless the score asks for none. An index
 * holds these items alone, so that no drag reads the list. */
export const nearestRated = (
  db: Database,
  project: ProjectId,
  rank: string,
  side: 'above' | 'below',
  needsSize: boolean,
): (Rated & RankedItem) | null =>
  statement<[string, string, number], Rated & RankedItem>(
    db,
    `SELECT id, rank, value, urgency, effort, estimate FROM item
     WHERE project_id = ? AND rank ${side === 'above' ? '<' : '>'} ?
       AND ended_at IS NULL AND triage IS NULL AND value IS NOT NULL AND urgency IS NOT NULL
       AND (? = 0 OR effort IS NOT NULL OR estimate > 0)
     ORDER BY rank ${side === 'above' ? 'DESC' : 'ASC'} LIMIT 1`,
  ).get(project, rank, needsSize ? 1 : 0) ?? null;
