import { z } from 'zod';
import { ChangedFile } from './changedFile.ts';

/** Lines and bytes of a diff above which the page must ask for the whole. */
export const DIFF_LINES_ASKED = 20_000;
export const DIFF_BYTES_ASKED = 2 * 1024 * 1024;
/** Bytes of a file or of its diff above which it is never shown. */
export const DIFF_BYTES_MAX = 20 * 1024 * 1024;
/** Characters of one line that are shown; a line that is longer says so. */
export const DIFF_LINE_MAX = 4_000;

export const DiffLine = z.object({
  kind: z.enum(['context', 'added', 'removed']),
  /** Line numbers from 1, null on the side that does not have the line. */
  old: z.number().int().nullable(),
  new: z.number().int().nullable(),
  /** Without its line end; hostile text. */
  text: z.string(),
  /** Characters that were cut off. */
  cut: z.number().int(),
  /** The file ends here, without a line end. */
  noNewline: z.boolean(),
});
export type DiffLine = Readonly<z.infer<typeof DiffLine>>;

export const DiffHunk = z.object({
  oldStart: z.number().int(),
  oldLines: z.number().int(),
  newStart: z.number().int(),
  newLines: z.number().int(),
  lines: z.array(DiffLine),
});
export type DiffHunk = Readonly<z.infer<typeof DiffHunk>>;

/** What differs in a file. */
export const FileDiff = z.object({
  file: ChangedFile,
  /** `ask`: too much to show unasked, ask again with `whole`. `too-large`: never shown. `same`: only name or mode differ. */
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('hunks'), hunks: z.array(DiffHunk) }),
    z.object({ kind: z.literal('same') }),
    z.object({ kind: z.literal('binary'), oldBytes: z.number().int(), newBytes: z.number().int() }),
    z.object({ kind: z.literal('submodule'), old: z.string().nullable(), new: z.string().nullable() }),
    z.object({ kind: z.literal('ask'), bytes: z.number().int(), lines: z.number().int().nullable() }),
    z.object({ kind: z.literal('too-large'), bytes: z.number().int() }),
  ]),
  /** Lines of both sides in whole, for showing what is between hunks; null where it is not known. */
  oldLines: z.number().int().nullable(),
  newLines: z.number().int().nullable(),
});
export type FileDiff = Readonly<z.infer<typeof FileDiff>>;
