import type { PlanningKind, PlanningRows } from '../../../shared/backlog/planningRows.ts';
import type { ProjectId } from '../../../shared/ids.ts';

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
  /** Writes the whole row in the place of the one with its id. */
  readonly update: (row: PlanningRows[Kind], stamp: Stamp) => void;
  readonly remove: (row: PlanningRows[Kind], stamp: Stamp) => void;
  /** How a message calls the row, e.g. `TR-12`. */
  readonly nameOf: (row: PlanningRows[Kind]) => string;
  readonly projectOf: (row: PlanningRows[Kind]) => ProjectId;
}

export type ActTables = { readonly [Kind in PlanningKind]: ActTable<Kind> };
