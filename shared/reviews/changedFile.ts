import { z } from 'zod';
import { PatchId } from './change.ts';

/** A file that differs between two revisions. Paths are as git has them: they may hold line ends, quotes and bidi marks; bytes that are no UTF-8
 * stand as U+FFFD. */
export const ChangedFile = z.object({
  path: z.string(),
  /** Before it was renamed or copied; else null. */
  oldPath: z.string().nullable(),
  status: z.enum(['added', 'deleted', 'modified', 'renamed', 'copied', 'type-changed']),
  kind: z.enum(['text', 'binary', 'symlink', 'submodule']),
  /** Six octal digits as git writes them; 000000 where there is no file. */
  oldMode: z.string(),
  newMode: z.string(),
  /** Object names; 40 zeros where there is no file. */
  oldBlob: z.string(),
  newBlob: z.string(),
  /** Lines; null for what has none, or too many to count (binary, over 20 MB). */
  added: z.number().int().nullable(),
  removed: z.number().int().nullable(),
  /** Of what the file changes; equal means that nothing of it was edited. */
  patchId: PatchId,
});
export type ChangedFile = Readonly<z.infer<typeof ChangedFile>>;

/** A file of a list, as one person sees it. */
export const ListedFile = ChangedFile.extend({
  /** This very content was marked as reviewed by the person at the window. */
  reviewed: z.boolean(),
  /** Between two revisions: it differs because of the base alone, the change did not touch it. False against the base. */
  baseOnly: z.boolean(),
  comments: z.number().int(),
});
export type ListedFile = Readonly<z.infer<typeof ListedFile>>;
