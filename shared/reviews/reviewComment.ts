import { z } from 'zod';
import { Instant } from '../ids.ts';
import { ChangeId } from './change.ts';
import { Person } from './person.ts';

export const CommentId = z.uuid().brand<'CommentId'>();
export type CommentId = z.infer<typeof CommentId>;

export const DiffSide = z.enum(['old', 'new']);
export type DiffSide = z.infer<typeof DiffSide>;

/** Markdown that a person wrote. */
export const CommentBody = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'must not hold control characters');

/** Where a comment was made: on a line, on a file (line null), or on the change (path null). */
export const CommentPlace = z.object({
  path: z.string().max(4096).nullable(),
  side: DiffSide,
  line: z.number().int().min(1).nullable(),
});
export type CommentPlace = Readonly<z.infer<typeof CommentPlace>>;

/** Where it stands in the newest revision: comments follow the code through edits and renames. `outdated`: the line it was made on was changed
 * or is gone. `unknown`: it could not be found out. */
export const CommentPosition = z.discriminatedUnion('state', [
  z.object({ state: z.literal('here'), path: z.string().nullable(), line: z.number().int().nullable() }),
  z.object({ state: z.literal('outdated') }),
  z.object({ state: z.literal('unknown'), reason: z.string() }),
]);
export type CommentPosition = Readonly<z.infer<typeof CommentPosition>>;

/** Something that one person said. */
const Said = z.object({
  id: CommentId,
  author: Person,
  /** Empty when it is deleted. */
  body: z.string(),
  at: Instant,
  /** Rises with each edit. */
  version: z.number().int(),
  /** null: never edited. What it said before is in the ledger. */
  editedAt: Instant.nullable(),
  deletedAt: Instant.nullable(),
  /** Somebody else said it, and the person at the window has not seen it. */
  isNew: z.boolean(),
});

export const CommentReply = Said;
export type CommentReply = Readonly<z.infer<typeof CommentReply>>;

/** A comment with what was answered to it. */
export const ReviewComment = Said.extend({
  changeId: ChangeId,
  /** The number of the revision it was made on. */
  revision: z.number().int(),
  place: CommentPlace,
  position: CommentPosition,
  replies: z.array(CommentReply),
  resolved: z.object({ by: Person, at: Instant }).nullable(),
});
export type ReviewComment = Readonly<z.infer<typeof ReviewComment>>;
