import { type Person, personKey } from './person.ts';
import type { ReviewVote } from './reviewVote.ts';

/** A vote as it is kept: the last one of its person that was not taken back. */
export interface KeptVote extends Omit<ReviewVote, 'state' | 'why'> {
  readonly patchId: string;
}

/** Says of each vote whether it counts for the code as it is now.
 *
 * Approvals are bound to the patch-id; a veto to nothing but its giver. Who wrote any commit of the change, or is named in one as co-author, can
 * veto it but not approve it, also when the approval came before they wrote. */
export const judgeVotes = (
  votes: readonly KeptVote[],
  {
    patchId,
    revision,
    authors,
  }: {
    readonly patchId: string;
    readonly revision: number;
    readonly authors: readonly Person[];
  },
): readonly ReviewVote[] => {
  const wrote = new Set(authors.map(personKey));
  return votes.map(({ patchId: seen, ...vote }) => {
    const judged = (state: ReviewVote['state'], why: string | null): ReviewVote => ({ ...vote, state, why });
    if (vote.verdict === 'veto') return judged('counts', null);
    if (wrote.has(personKey(vote.person)))
      return judged('of-author', `${vote.person.name} wrote some of it: an author cannot approve.`);
    if (seen !== patchId)
      return judged(
        'stale',
        `${vote.person.name} approved revision ${vote.revision}; the code was edited since (revision ${revision}).`,
      );
    return judged('counts', null);
  });
};
