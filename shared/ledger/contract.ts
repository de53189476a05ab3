import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { Instant, ProjectId } from '../ids.ts';
import { PlanningAct } from '../planningAct.ts';
import { UndoScope } from './undoScope.ts';

const { CONFLICT, REFUSED, STORAGE } = errors;

export const LedgerEntry = z.object({
  sequence: z.number().int(),
  at: Instant,
  actor: z.string(),
  /** What was done, e.g. `project.create`, `run.start`, `hostKey.trust`. */
  verb: z.string(),
  entity: z.string(),
  entityId: z.string(),
  projectId: ProjectId.nullable(),
  /** One readable sentence. */
  summary: z.string(),
});
export type LedgerEntry = Readonly<z.infer<typeof LedgerEntry>>;

/** What an act did to one thing: of an update only the fields that changed, before and after. */
export const EntityChange = z.object({
  kind: z.enum(['insert', 'update', 'remove']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type EntityChange = Readonly<z.infer<typeof EntityChange>>;

const UndoAct = PlanningAct.extend({ project: ProjectId, scope: UndoScope.default('planning') });

/** What undo and redo would do next, in words; null when there is nothing. */
export const UndoState = z.object({ undo: z.string().nullable(), redo: z.string().nullable() });
export type UndoState = Readonly<z.infer<typeof UndoState>>;

const page = { before: z.number().int().nullable(), limit: z.number().int().min(1).max(500) };

export const ledgerContract = {
  /** Newest first. */
  list: oc
    .input(z.object({ project: ProjectId.nullable(), ...page }))
    .output(z.object({ entries: z.array(LedgerEntry), more: z.boolean() })),
  /** Everything that was done to one thing, newest first. */
  history: oc
    .input(z.object({ entity: z.string().max(40), id: z.string().max(100), ...page }))
    .output(z.object({ entries: z.array(LedgerEntry.extend({ change: EntityChange })), more: z.boolean() })),
  undoState: oc.input(UndoAct).output(UndoState),
  /** Takes back the last act of this window in its scope, or of any window before Pitwall was started. Nothing is rewritten: the undo is an act
   * of its own. CONFLICT when something it touches was changed since. */
  undo: oc
    .input(UndoAct)
    .output(z.object({ summary: z.string() }))
    .errors({ CONFLICT, REFUSED, STORAGE }),
  redo: oc
    .input(UndoAct)
    .output(z.object({ summary: z.string() }))
    .errors({ CONFLICT, REFUSED, STORAGE }),
};
