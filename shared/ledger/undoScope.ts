import { z } from 'zod';

/** Which acts an undo takes back: those of planning, or the changes of rules about alerts. Each is undone where it shows, so that a Ctrl+Z on a
 * board never changes what is watched. */
export const UndoScope = z.enum(['planning', 'rules']);
export type UndoScope = z.infer<typeof UndoScope>;
