import { z } from 'zod';
import { Instant, ItemId } from '../ids.ts';
import { Person } from './person.ts';

export const OverrideId = z.uuid().brand<'OverrideId'>();
export type OverrideId = z.infer<typeof OverrideId>;

/** Somebody let a change through although its gate was closed. Never removed; counts for the code it was made for and no other. */
export const ReviewOverride = z.object({
  id: OverrideId,
  by: Person,
  at: Instant,
  reason: z.string(),
  /** Until when it will be made good. */
  due: z.iso.date(),
  revision: z.number().int(),
  /** Titles of what was open then. */
  open: z.array(z.string()),
  /** The item that was made of it. */
  item: ItemId,
  itemKey: z.string(),
  /** False when the code changed since: it lets nothing through any more. */
  counts: z.boolean(),
});
export type ReviewOverride = Readonly<z.infer<typeof ReviewOverride>>;
