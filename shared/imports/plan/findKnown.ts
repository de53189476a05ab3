import type { StoredItem } from '../../backlog/planningRows.ts';
import type { ReadItem } from '../readItem.ts';
import { ownNumber, type PlanContext } from './planContext.ts';

/** The item that a row is about, if it is here already.
 *
 * A key of this project finds its item, unless the file says that it was created at another time: then another project had the same key. Else
 * the external id finds it, and last a key that was the name of a row of another project. */
export const findKnown = (context: PlanContext, { key, system, externalId, fields }: ReadItem): StoredItem | null => {
  const { known } = context;
  const number = ownNumber(context, key);
  const byKey = number === null ? null : known.byNumber(number);
  if (byKey !== null && (fields.createdAt === undefined || fields.createdAt === byKey.createdAt)) return byKey;
  const bySource = externalId === null ? null : known.bySource(system, externalId);
  if (bySource !== null || key === null) return bySource;
  return known.bySource(context.system, key);
};
