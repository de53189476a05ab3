import { z } from 'zod';
import { Instant, ItemId } from '../ids.ts';
import { Item } from './item.ts';

export const CommentId = z.uuid().brand<'CommentId'>();
export type CommentId = z.infer<typeof CommentId>;

export const COMMENT_MAX = 20_000;

export const Comment = z.object({
  id: CommentId,
  item: ItemId,
  author: z.string(),
  /** Markdown. */
  text: z.string(),
  at: Instant,
  editedAt: Instant.nullable(),
});
export type Comment = Readonly<z.infer<typeof Comment>>;

/** `from` blocks, duplicates or relates to `to`. */
export const LinkKind = z.enum(['blocks', 'duplicates', 'relates']);
export type LinkKind = z.infer<typeof LinkKind>;

export const LinkId = z.uuid().brand<'LinkId'>();
export type LinkId = z.infer<typeof LinkId>;

export const ItemLink = z.object({ id: LinkId, from: ItemId, to: ItemId, kind: LinkKind });
export type ItemLink = Readonly<z.infer<typeof ItemLink>>;

/** Everything the drawer shows of an item; subtasks are in the list. */
export const ItemDetail = Item.extend({
  description: z.string(),
  comments: z.array(Comment),
  links: z.array(ItemLink),
});
export type ItemDetail = Readonly<z.infer<typeof ItemDetail>>;
