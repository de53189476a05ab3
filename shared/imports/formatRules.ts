import type { ItemKind } from '../backlog/item.ts';
import type { StatusCategory } from '../backlog/workflow.ts';
import type { DateOrder, ImportFormat, TargetField } from './contract.ts';
import { unguardCell } from './guardCell.ts';
import { splitList } from './splitList.ts';

/** What words of a tool mean here, all of them in lower case. A null urgency is said, and is none. */
export interface Meanings {
  readonly kind: ReadonlyMap<string, ItemKind>;
  readonly status: ReadonlyMap<string, StatusCategory>;
  readonly urgency: ReadonlyMap<string, number | null>;
}

/** How the files of one tool are read. Names of columns are compared in lower case. */
export interface FormatRules {
  readonly format: ImportFormat;
  /** How people call the tool. */
  readonly name: string;
  /** What `source.system` of its items says. */
  readonly system: string;
  /** A file that has all columns of one of these sets is the tool's; none for the formats that are left when no other fits. */
  readonly recognisedBy: readonly (readonly string[])[];
  /** What each known column becomes; a column that is not here is not taken over. */
  readonly columns: ReadonlyMap<string, TargetField>;
  readonly meanings: Meanings;
  /** Labels that tell the kind where no column does. */
  readonly kindOfLabel: ReadonlyMap<string, ItemKind>;
  /** The text that the tool guarded against spreadsheets. */
  readonly unguard: (cell: string) => string;
  /** Several labels or people in one cell. */
  readonly split: (cell: string) => readonly string[];
  /** The name of an item that stays the same for ever, from the columns that say it. */
  readonly identify: (said: { readonly externalId: string; readonly url: string }) => string;
  /** How its dates are written, as far as that is known. */
  readonly dateOrder: DateOrder;
  /** Its own export says everything as it stands, also what is empty: nothing is filled in. */
  readonly exact: boolean;
}

/** The rules of a format from what is special to it. */
export const formatRules = ({
  columns,
  kind = {},
  status = {},
  urgency = {},
  kindOfLabel = {},
  ...rules
}: Pick<FormatRules, 'format' | 'name' | 'system'> &
  Partial<Omit<FormatRules, 'columns' | 'meanings' | 'kindOfLabel'>> & {
    readonly columns: Readonly<Record<string, TargetField>>;
    readonly kind?: Readonly<Record<string, ItemKind>>;
    readonly status?: Readonly<Record<string, StatusCategory>>;
    readonly urgency?: Readonly<Record<string, number | null>>;
    readonly kindOfLabel?: Readonly<Record<string, ItemKind>>;
  }): FormatRules => ({
  recognisedBy: [],
  unguard: unguardCell,
  split: splitList,
  identify: ({ externalId }) => externalId,
  dateOrder: 'iso',
  exact: false,
  ...rules,
  columns: byLowerCase(columns),
  meanings: { kind: byLowerCase(kind), status: byLowerCase(status), urgency: byLowerCase(urgency) },
  kindOfLabel: byLowerCase(kindOfLabel),
});

const byLowerCase = <Value>(known: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> =>
  new Map(Object.entries(known).map(([name, value]) => [name.toLowerCase(), value]));
