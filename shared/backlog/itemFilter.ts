import { z } from 'zod';
import { ItemId, MemberId, SprintId } from '../ids.ts';
import { itemKinds, Label } from './item.ts';
import { StatusCategory, StatusId } from './workflow.ts';

/** `none` stands for items that have none. */
const orNone = <Value extends z.ZodType>(value: Value) => z.union([value, z.literal('none')]);
const some = <Value extends z.ZodType>(value: Value) => z.array(value).max(200);

/** What a list shows: an item is shown when it fits every field that is there, and within a field any of its values. */
export const ItemFilter = z.object({
  /** Words that the key, title and labels together hold, in any order and case. */
  text: z.string().max(200).optional(),
  kind: some(z.enum(itemKinds)).optional(),
  status: some(StatusId).optional(),
  category: some(StatusCategory).optional(),
  label: some(orNone(Label)).optional(),
  assignee: some(orNone(MemberId)).optional(),
  sprint: some(orNone(SprintId)).optional(),
  parent: some(orNone(ItemId)).optional(),
  estimate: z.object({ min: z.number().nullable(), max: z.number().nullable(), none: z.boolean() }).optional(),
  /** Only those whose place contradicts their score. */
  placedByHand: z.boolean().optional(),
});
export type ItemFilter = Readonly<z.infer<typeof ItemFilter>>;
