import { z } from 'zod';
import { plainText } from '../plainText.ts';

/** Names a status within its project; stays when the status is renamed. */
export const StatusId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'StatusId'>();
export type StatusId = z.infer<typeof StatusId>;

/** What a status means to everything that counts: only `done` is done, `cancelled` is neither done nor open. */
export const StatusCategory = z.enum(['todo', 'doing', 'done', 'cancelled']);
export type StatusCategory = z.infer<typeof StatusCategory>;

/** What an item must have before it may enter a status. */
export const StatusNeed = z.enum(['reason', 'estimate', 'assignee']);
export type StatusNeed = z.infer<typeof StatusNeed>;

export const Status = z.object({
  id: StatusId,
  name: plainText(40),
  category: StatusCategory,
  /** Items that may be in it at once on the board; null: any number. */
  wipLimit: z.number().int().min(1).max(999).nullable(),
  needs: z.array(StatusNeed).max(3),
});
export type Status = Readonly<z.infer<typeof Status>>;

/** The statuses in the order of the work, which are the board's columns. */
export const Workflow = z
  .array(Status)
  .min(2)
  .max(20)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'names a status twice')
  .refine(
    (list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length,
    'has two statuses of one name',
  )
  .refine((list) => list.some(({ category }) => category === 'todo'), 'needs a status of the category todo')
  .refine((list) => list.some(({ category }) => category === 'done'), 'needs a status of the category done')
  .refine((list) => list.some(({ category }) => category === 'cancelled'), 'needs a status of the category cancelled');
export type Workflow = readonly Status[];
