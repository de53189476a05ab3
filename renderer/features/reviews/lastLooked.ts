import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { type Person, personKey } from '../../../shared/reviews/person.ts';

/** The number of the newest revision before the current one that the person at the window said something to: a vote, a comment, an answer. 0 when
 * there is none: then everything is to be read. */
export const lastLooked = (change: WholeChange): number => {
  const { me, current } = change;
  if (me === null) return 0;
  const isMe = (person: Person) => personKey(person) === personKey(me);
  const mine = [
    ...change.votes.filter(({ person }) => isMe(person)).map(({ revision }) => revision),
    ...change.comments.filter(({ author }) => isMe(author)).map(({ revision }) => revision),
    ...change.checklist.flatMap(({ answer }) => (answer !== null && isMe(answer.by) ? [answer.revision] : [])),
  ];
  // Who said something to the newest one has read it; a part of it would be less than they saw.
  if (mine.includes(current.number)) return 0;
  return Math.max(0, ...mine.filter((number) => number < current.number));
};
