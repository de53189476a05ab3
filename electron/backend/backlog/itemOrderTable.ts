import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type RankRow = { id: string; rank: string };

/** An item's place in the order of its project. */
export interface RankedItem {
  readonly id: ItemId;
  readonly rank: string;
}

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

export const lastRank = (db: Database, project: ProjectId): string | null =>
  statement<[string], string>(db, 'SELECT rank FROM item WHERE project_id = ? ORDER BY rank DESC LIMIT 1')
    .pluck()
    .get(project) ?? null;

/** Every item of a project in order. */
export const listRanks = (db: Database, project: ProjectId): readonly RankedItem[] =>
  statement<[string], RankRow>(db, 'SELECT id, rank FROM item WHERE project_id = ? ORDER BY rank')
    .all(project)
    .map(decode);
