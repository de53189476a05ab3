import type { ItemKind } from '../backlog/item.ts';
import type { StoredItem } from '../backlog/planningRows.ts';
import type { TargetField } from './contract.ts';

/** What a row says of an item: only the fields that columns were mapped to. */
export type ReadFields = Partial<
  Pick<
    StoredItem,
    | 'title'
    | 'description'
    | 'kind'
    | 'status'
    | 'statusReason'
    | 'estimate'
    | 'value'
    | 'urgency'
    | 'effort'
    | 'labels'
    | 'assignee'
    | 'sprint'
    | 'createdAt'
    | 'startedAt'
    | 'endedAt'
    | 'triage'
    | 'placedByHand'
  >
>;

/** A row as an item that is not one yet: what it says, and by which names it and its parent go. Empty names are null. */
export interface ReadItem {
  readonly row: number;
  readonly line: number;
  readonly system: string;
  readonly externalId: string | null;
  readonly rowId: string | null;
  readonly key: string | null;
  readonly url: string | null;
  readonly parent: string | null;
  readonly rank: string | null;
  /** What its labels say of the kind of a new item; a known one keeps its own. */
  readonly kindOfLabel: ItemKind | null;
  readonly fields: ReadFields;
}

/** What is wrong with a cell. */
export interface CellProblem {
  readonly column: string;
  readonly message: string;
}

/** A value that nothing here answers to. */
export interface UnmetValue {
  readonly field: TargetField;
  readonly value: string;
}

export type RowReading =
  | { readonly kind: 'item'; readonly item: ReadItem; readonly unmet: readonly UnmetValue[] }
  /** Left out by rule. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly problems: readonly CellProblem[]; readonly unmet: readonly UnmetValue[] };
