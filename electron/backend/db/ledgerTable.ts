import type { ProjectId } from '../../../shared/ids.ts';
import type { LedgerEntry } from '../../../shared/ledger/contract.ts';
import type { Database } from './database.ts';
import { statement } from './statement.ts';

export interface NewLedgerEntry extends Omit<LedgerEntry, 'sequence'> {
  /** What would undo it, as data; null when nothing can. */
  readonly inverse: unknown;
}

/** Writes one line of the history; belongs into the transaction that changes the state. */
export const appendLedger = (db: Database, entry: NewLedgerEntry): void => {
  db.prepare(
    `INSERT INTO ledger (at, actor, verb, entity, entity_id, project_id, summary, inverse)
     VALUES (@at, @actor, @verb, @entity, @entityId, @projectId, @summary, @inverse)`,
  ).run({ ...entry, inverse: entry.inverse === null ? null : JSON.stringify(entry.inverse) });
};

type Row = {
  sequence: number;
  at: number;
  actor: string;
  verb: string;
  entity: string;
  entity_id: string;
  project_id: string | null;
  summary: string;
};

const decode = ({ entity_id, project_id, ...row }: Row): LedgerEntry => ({
  ...row,
  entityId: entity_id,
  projectId: project_id as ProjectId | null,
});

/** Newest first; `before` is the sequence of the last entry of the page before. */
export const listLedger = (
  db: Database,
  {
    project,
    before,
    limit,
  }: { readonly project: ProjectId | null; readonly before: number | null; readonly limit: number },
): readonly LedgerEntry[] =>
  db
    .prepare<[string | null, string | null, number | null, number | null, number], Row>(
      `SELECT sequence, at, actor, verb, entity, entity_id, project_id, summary FROM ledger
       WHERE (? IS NULL OR project_id = ?) AND (? IS NULL OR sequence < ?) ORDER BY sequence DESC LIMIT ?`,
    )
    .all(project, project, before, before, limit)
    .map(decode);

/** Whether a line about a thing was written after another line. */
export const changedSince = (
  db: Database,
  { entity, entityId, sequence }: { readonly entity: string; readonly entityId: string; readonly sequence: number },
): boolean =>
  statement<[number, string, string], { sequence: number }>(
    db,
    'SELECT sequence FROM ledger WHERE sequence > ? AND entity = ? AND entity_id = ? LIMIT 1',
  ).get(sequence, entity, entityId) !== undefined;
