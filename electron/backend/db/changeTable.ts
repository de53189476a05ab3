import type { PlanningKind } from '../../../shared/backlog/planningRows.ts';
import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import type { EntityChange, LedgerEntry } from '../../../shared/ledger/contract.ts';
import type { UndoScope } from '../../../shared/ledger/undoScope.ts';
import type { RecordedAct } from '../../../shared/ledger/undoStack.ts';
import { PITWALL_WINDOW } from '../../../shared/planningAct.ts';
import type { Database } from './database.ts';
import { statement } from './statement.ts';

/** One change of one row, as the ledger keeps it: of an update the fields that changed, of an insert and a removal the whole row. */
export interface RecordedChange {
  readonly entity: PlanningKind;
  readonly id: string;
  readonly kind: EntityChange['kind'];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

type Row = {
  entity: string;
  entity_id: string;
  kind: EntityChange['kind'];
  before: string | null;
  after: string | null;
};

const read = (text: string | null): Readonly<Record<string, unknown>> | null =>
  text === null ? null : (JSON.parse(text) as Record<string, unknown>);
const write = (fields: object | null): string | null => (fields === null ? null : JSON.stringify(fields));

const decode = ({ entity, entity_id, kind, before, after }: Row): RecordedChange => ({
  entity: entity as PlanningKind,
  id: entity_id,
  kind,
  before: read(before),
  after: read(after),
});

/** The number that the next line of the ledger will have; holds inside the transaction that writes it. */
export const nextSequence = (db: Database): number =>
  (statement<[], { seq: number }>(db, `SELECT seq FROM sqlite_sequence WHERE name = 'ledger'`).get()?.seq ?? 0) + 1;

export interface NewAct extends Omit<LedgerEntry, 'projectId'> {
  readonly projectId: ProjectId;
  readonly window: WindowId;
  /** The entry that an undo or a redo takes back. */
  readonly reverts: number | null;
  readonly origin: number;
  readonly undoable: boolean;
}

/** Writes an act and everything it changed; belongs into the transaction that changes the state. */
export const appendAct = (db: Database, act: NewAct, changes: readonly RecordedChange[]): void => {
  statement<object>(
    db,
    `INSERT INTO ledger (sequence, at, actor, verb, entity, entity_id, project_id, summary, inverse, window, reverts, origin)
     VALUES (@sequence, @at, @actor, @verb, @entity, @entityId, @projectId, @summary, @inverse, @window, @reverts, @origin)`,
  ).run({ ...act, undoable: undefined, inverse: act.undoable ? '{"kind":"changes"}' : null });
  const insert = statement<[number, number, string, string, string, string | null, string | null]>(
    db,
    'INSERT INTO ledger_change (sequence, position, entity, entity_id, kind, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [position, { entity, id, kind, before, after }] of changes.entries())
    insert.run(act.sequence, position, entity, id, kind, write(before), write(after));
};

export const changesOf = (db: Database, sequence: number): readonly RecordedChange[] =>
  statement<[number], Row>(
    db,
    'SELECT entity, entity_id, kind, before, after FROM ledger_change WHERE sequence = ? ORDER BY position',
  )
    .all(sequence)
    .map(decode);

type ActRow = { sequence: number; verb: string; summary: string; origin: number; inverse: string | null };

/** The acts of one scope in a project that this window may take back, newest first: its own, and those from before Pitwall was started. What
 * Pitwall did by itself is nobody's to take back. */
export function* actsOf(
  db: Database,
  {
    project,
    window,
    startedAt,
    scope,
  }: {
    readonly project: ProjectId;
    readonly window: WindowId;
    readonly startedAt: number;
    readonly scope: UndoScope;
  },
): Generator<RecordedAct, void, void> {
  // Read as far as it is asked for: what can be taken back is nearly always the first.
  const rows = statement<[string, string, string, number, number], ActRow>(
    db,
    `SELECT sequence, verb, summary, origin, inverse FROM ledger
     WHERE project_id = ? AND window <> ? AND (window = ? OR at < ?) AND (entity = 'rule') = ? ORDER BY sequence DESC LIMIT 1000`,
  ).iterate(project, PITWALL_WINDOW, window, startedAt, scope === 'rules' ? 1 : 0);
  for (const { inverse, ...row } of rows) yield { ...row, undoable: inverse !== null };
}

type HistoryRow = Row & {
  sequence: number;
  at: number;
  actor: string;
  verb: string;
  ledger_entity: string;
  ledger_entity_id: string;
  project_id: string | null;
  summary: string;
};

/** Everything that was done to one row, newest first. */
export const listHistory = (
  db: Database,
  input: { readonly entity: string; readonly id: string; readonly before: number | null; readonly limit: number },
): readonly (LedgerEntry & { readonly change: EntityChange })[] =>
  statement<[string, string, number | null, number | null, number], HistoryRow>(
    db,
    `SELECT c.entity, c.entity_id, c.kind, c.before, c.after, l.sequence, l.at, l.actor, l.verb,
       l.entity AS ledger_entity, l.entity_id AS ledger_entity_id, l.project_id, l.summary
     FROM ledger_change c JOIN ledger l ON l.sequence = c.sequence
     WHERE c.entity = ? AND c.entity_id = ? AND (? IS NULL OR c.sequence < ?) ORDER BY c.sequence DESC LIMIT ?`,
  )
    .all(input.entity, input.id, input.before, input.before, input.limit)
    .map((row) => ({
      sequence: row.sequence,
      at: row.at,
      actor: row.actor,
      verb: row.verb,
      entity: row.ledger_entity,
      entityId: row.ledger_entity_id,
      projectId: row.project_id as ProjectId | null,
      summary: row.summary,
      change: { kind: row.kind, before: read(row.before), after: read(row.after) },
    }));
