import type { Triage } from '../../backlog/item.ts';
import { readDate, readOffset } from '../readDate.ts';
import { type RowScope, wrong } from './rowScope.ts';

/** When an item was created, started and ended, where it stands with triage, and whether it was placed by hand. A blank start or end is none. */
export const readTimes = (scope: RowScope): void => {
  const { columns, cells, fields, mapping } = scope;
  const offset = readOffset(columns.first(cells, 'utcOffset')) ?? 0;
  for (const field of ['createdAt', 'startedAt', 'endedAt'] as const) {
    const [date] = columns.filled(cells, field);
    if (date === undefined) {
      if (columns.has(field) && field !== 'createdAt') fields[field] = null;
      continue;
    }
    const read = readDate(date.text, mapping.dateOrder, offset);
    if ('at' in read) fields[field] = read.at;
    else wrong(scope, date.column, read.problem);
  }
  if (columns.has('triage')) {
    const triage = readTriage(columns.first(cells, 'triage').trim());
    if (triage !== undefined) fields.triage = triage;
    else
      wrong(
        scope,
        columns.columnOf('triage'),
        'Write “waiting”, “snoozed until” with an ISO date behind it, or nothing.',
      );
  }
  if (columns.has('placedByHand'))
    fields.placedByHand = columns.first(cells, 'placedByHand').trim().toLowerCase() === 'true';
};

/** `undefined` when it is none. */
const readTriage = (text: string): Triage | null | undefined => {
  if (text === '') return null;
  if (text === 'waiting') return { state: 'waiting' };
  const [, until] = /^snoozed until (.+)$/.exec(text) ?? [];
  const read = until === undefined ? null : readDate(until, 'iso', 0);
  return read !== null && 'at' in read ? { state: 'snoozed', until: read.at } : undefined;
};
