import type { PlanningKind, PlanningRows } from '../../../shared/backlog/planningRows.ts';

/** When an act happened, and its line in the ledger. */
export interface Stamp {
  readonly at: number;
  readonly sequence: number;
}

/** How the rows of one kind are read and written; each kind's own table has the SQL.
 *
 * Rows are plain data: they are compared and kept as JSON. */
export interface ActTable<Kind extends PlanningKind> {
  readonly read: (id: string) => PlanningRows[Kind] | null;
  readonly insert: (row: PlanningRows[Kind], stamp: Stamp) => void;
  /** Writes the row in the place of the one with its id; `changed` names the fields that differ. */
  readonly update: (row: PlanningRows[Kind], stamp: Stamp, changed: readonly (keyof PlanningRows[Kind])[]) => void;
  readonly remove: (row: PlanningRows[Kind], stamp: Stamp) => void;
  /** How a message calls the row, e.g. `TR-12`. */
  readonly nameOf: (row: PlanningRows[Kind]) => string;
  /** What must change of a row that an undo brought back, because somebody else took it since, such as a rank; null when it can stay. Left out
   * where nothing can be taken. */
  readonly settle?: (row: PlanningRows[Kind]) => Partial<PlanningRows[Kind]> | null;
  /** Why a row cannot be as an undo left it, or be gone, asked once the undo has changed everything: a status that is no more, say. `changed`
   * names the fields that the undo set. Left out where any version of a row can stand. */
  readonly objections?: (
    id: PlanningRows[Kind]['id'],
    changed: readonly (keyof PlanningRows[Kind])[],
  ) => readonly string[];
  /** What would be lost with the row, or be left without it: an undo that would remove the row stops there. Left out where nothing hangs on a
   * row. */
  readonly dependents?: (row: PlanningRows[Kind]) => readonly { readonly id: string; readonly name: string }[];
}

export type ActTables = { readonly [Kind in PlanningKind]: ActTable<Kind> };
