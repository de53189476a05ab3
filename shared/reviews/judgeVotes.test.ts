import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeVotes, type KeptVote } from './judgeVotes.ts';
import { VoteId } from './reviewVote.ts';

const person = fc
  .constantFrom('ada@example.com', 'BO@example.com', 'bo@Example.com', 'cy@example.com')
  .map((email) => ({ name: email, email }));
const patchId = fc.constantFrom('a', 'b').map((letter) => letter.repeat(40));
const vote: fc.Arbitrary<KeptVote> = fc.record({
  id: fc.uuid({ version: 4 }).map((id) => VoteId.parse(id)),
  person,
  verdict: fc.constantFrom('approve', 'veto'),
  note: fc.constant(''),
  at: fc.nat(),
  revision: fc.integer({ min: 1, max: 3 }),
  recordedBy: fc.constantFrom(null, 'lead@desk'),
  patchId,
});

describe('judgeVotes', () => {
  it('T3 counts an approval for its own code only, whatever revision that is, and never of an author', () =>
    fc.assert(
      fc.property(fc.array(vote), patchId, fc.array(person), (votes, now, authors) => {
        const wrote = authors.map(({ email }) => email.toLowerCase());
        for (const [index, judged] of judgeVotes(votes, { patchId: now, revision: 9, authors }).entries()) {
          const kept = votes[index];
          if (kept?.verdict !== 'approve') continue;
          const isAuthor = wrote.includes(kept.person.email.toLowerCase());
          expect(judged.state).toBe(isAuthor ? 'of-author' : kept.patchId === now ? 'counts' : 'stale');
          expect(judged.why === null).toBe(judged.state === 'counts');
        }
      }),
    ));

  it('T3 keeps a veto over any new code, by whomever it was', () =>
    fc.assert(
      fc.property(fc.array(vote), patchId, fc.array(person), (votes, now, authors) => {
        const judged = judgeVotes(votes, { patchId: now, revision: 9, authors });
        expect(judged.filter(({ verdict, state }) => verdict === 'veto' && state !== 'counts')).toEqual([]);
      }),
    ));
});
