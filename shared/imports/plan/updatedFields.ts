import type { StoredItem } from '../../backlog/planningRows.ts';
import type { ReadFields, ReadItem } from '../readItem.ts';
import { importedTimes } from './importedTimes.ts';
import type { PlanContext } from './planContext.ts';

/** What a row changes of an item that is here already: fields that a column was mapped to and that differ. Its parent is looked after elsewhere. */
export const updatedFields = (context: PlanContext, read: ReadItem, before: StoredItem): Partial<StoredItem> => {
  const { fields, externalId, url, system } = read;
  const asked: { -readonly [Name in keyof StoredItem]?: StoredItem[Name] } = { ...said(fields) };
  const status = fields.status ?? before.status;
  if (status !== before.status || fields.startedAt !== undefined || fields.endedAt !== undefined)
    Object.assign(asked, importedTimes(context, fields, status, before));
  if (externalId !== null && before.source !== null)
    asked.source = { system, externalId, url: context.isMapped('url') ? url : before.source.url };
  return Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => !same(value, before[name as keyof StoredItem])),
  );
};

const said = (fields: ReadFields): Partial<StoredItem> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const same = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
