import { z } from 'zod';
import { Instant } from '../ids.ts';
import { Person } from './person.ts';

export const VoteId = z.uuid().brand<'VoteId'>();
export type VoteId = z.infer<typeof VoteId>;

/** What somebody says of a change, last word only.
 *
 * An approval is of one code: a rebase that changes nothing of it keeps it, an edit makes it `stale`. One of an author counts for nothing. A veto is
 * sticky, as Gerrit's -2: it stands over new code until who gave it takes it back. */
export const ReviewVote = z.object({
  id: VoteId,
  person: Person,
  verdict: z.enum(['approve', 'veto']),
  note: z.string(),
  at: Instant,
  /** The number of the revision that was looked at. */
  revision: z.number().int(),
  /** Who wrote it down, when that was not the person. */
  recordedBy: z.string().nullable(),
  state: z.enum(['counts', 'stale', 'of-author']),
  /** Why it does not count; null when it does. */
  why: z.string().nullable(),
});
export type ReviewVote = Readonly<z.infer<typeof ReviewVote>>;
