import type { StoredItem } from '../backlog/planningRows.ts';
import type { TargetField } from './contract.ts';
import { joinList } from './splitList.ts';

/** An item and what its references are called, as an export names them. */
export interface ExportedItem {
  readonly item: StoredItem;
  readonly key: string;
  readonly status: string;
  readonly assignee: string;
  readonly sprint: string;
  /** The parent's key. */
  readonly parent: string;
  /** Its place in the order of all that are exported, from 1. */
  readonly place: number;
}

export interface ExportColumn {
  /** In CSV. */
  readonly header: string;
  /** In JSON. */
  readonly name: string;
  readonly field: TargetField;
  /** As JSON has it; CSV writes null as nothing and lists by `joinList`. */
  readonly value: (exported: ExportedItem) => string | number | boolean | null | readonly string[];
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const inbox = ({ item: { triage } }: ExportedItem): string | null => {
  if (triage === null) return null;
  return triage.state === 'waiting' ? 'waiting' : `snoozed until ${new Date(triage.until).toISOString()}`;
};

/** The columns of an export, which are every field of an item.
 *
 * Left out is when it was last changed: an import is a change, and says so itself. The rank is told by the place, because the key behind it
 * means nothing outside. */
export const exportColumns: readonly ExportColumn[] = [
  { header: 'Key', name: 'key', field: 'key', value: ({ key }) => key },
  { header: 'Title', name: 'title', field: 'title', value: ({ item }) => item.title },
  { header: 'Kind', name: 'kind', field: 'kind', value: ({ item }) => item.kind },
  { header: 'Status', name: 'status', field: 'status', value: ({ status }) => status },
  { header: 'Status reason', name: 'statusReason', field: 'statusReason', value: ({ item }) => item.statusReason },
  { header: 'Estimate', name: 'estimate', field: 'estimate', value: ({ item }) => item.estimate },
  { header: 'Value', name: 'value', field: 'value', value: ({ item }) => item.value },
  { header: 'Urgency', name: 'urgency', field: 'urgency', value: ({ item }) => item.urgency },
  { header: 'Effort', name: 'effort', field: 'effort', value: ({ item }) => item.effort },
  { header: 'Labels', name: 'labels', field: 'labels', value: ({ item }) => item.labels },
  { header: 'Assignee', name: 'assignee', field: 'assignee', value: ({ assignee }) => assignee },
  { header: 'Sprint', name: 'sprint', field: 'sprint', value: ({ sprint }) => sprint },
  { header: 'Parent', name: 'parent', field: 'parent', value: ({ parent }) => parent },
  { header: 'Description', name: 'description', field: 'description', value: ({ item }) => item.description },
  { header: 'Created', name: 'createdAt', field: 'createdAt', value: ({ item }) => instant(item.createdAt) },
  { header: 'Started', name: 'startedAt', field: 'startedAt', value: ({ item }) => instant(item.startedAt) },
  { header: 'Ended', name: 'endedAt', field: 'endedAt', value: ({ item }) => instant(item.endedAt) },
  { header: 'Source', name: 'source', field: 'sourceSystem', value: ({ item }) => item.source?.system ?? null },
  { header: 'Source id', name: 'sourceId', field: 'externalId', value: ({ item }) => item.source?.externalId ?? null },
  { header: 'Link', name: 'link', field: 'url', value: ({ item }) => item.source?.url ?? null },
  { header: 'Inbox', name: 'inbox', field: 'triage', value: inbox },
  { header: 'Placed by hand', name: 'placedByHand', field: 'placedByHand', value: ({ item }) => item.placedByHand },
  { header: 'Rank', name: 'rank', field: 'rank', value: ({ place }) => place },
];

/** The cells of an item in CSV, not yet guarded. */
export const exportCells = (exported: ExportedItem): readonly string[] =>
  exportColumns.map(({ value }) => {
    const said = value(exported);
    if (said === null) return '';
    return typeof said === 'object' ? joinList(said) : String(said);
  });

/** The item in JSON: one line. */
export const exportObject = (exported: ExportedItem): string =>
  JSON.stringify(Object.fromEntries(exportColumns.map(({ name, value }) => [name, value(exported)])));
