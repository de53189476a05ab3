import type { DateOrder, ImportSummary, TargetField } from '../../../shared/imports/contract.ts';

/** What the fields that a column can become are called. */
export const fieldNames: Readonly<Record<TargetField, string>> = {
  title: 'Title',
  description: 'Description',
  kind: 'Kind',
  status: 'Status',
  statusReason: 'Reason for the status',
  estimate: 'Estimate',
  value: 'Value',
  urgency: 'Urgency',
  effort: 'Effort',
  labels: 'Labels',
  assignee: 'Assignee',
  sprint: 'Sprint',
  parent: 'Parent',
  externalId: 'External id',
  url: 'Link to the original',
  key: 'Key',
  rank: 'Order',
  createdAt: 'Created',
  startedAt: 'Started',
  endedAt: 'Ended',
  archived: 'Archived (leave out)',
  rowId: 'Id that parts name',
  sourceSystem: 'Source',
  utcOffset: 'Offset of dates',
  triage: 'Inbox',
  placedByHand: 'Placed by hand',
};

/** How dates may be written, each with an example of the same day. */
export const dateOrderNames: Readonly<Record<DateOrder, string>> = {
  iso: 'Year-month-day only (2026-01-31)',
  'day-month-year': 'Day, month, year (31/01/2026)',
  'month-day-year': 'Month, day, year (01/31/2026)',
  'year-month-day': 'Year, month, day (2026/01/31)',
};

export const countInWords = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** "12 new, 3 changed, 1 left out, 2 with errors": what there is of. */
export const summaryInWords = ({ created, updated, unchanged, skipped, failed }: ImportSummary): string => {
  const parts = [
    [created, 'new'],
    [updated, 'changed'],
    [unchanged, 'unchanged'],
    [skipped, 'left out'],
    [failed, 'with errors'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString('en')} ${what}`);
  return said.length === 0 ? 'no rows' : said.join(', ');
};
