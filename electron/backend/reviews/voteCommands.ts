import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import type { MemberId, Revision } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { judgeVotes, type KeptVote } from '../../../shared/reviews/judgeVotes.ts';
import { personKey } from '../../../shared/reviews/person.ts';
import { type ReviewVote, VoteId } from '../../../shared/reviews/reviewVote.ts';
import { recordReview } from './recordReview.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { needDiscussed, needHead, needSpeaker } from './reviewGuards.ts';
import { endVote, insertVote, listVotes } from './reviewVoteTable.ts';

interface Said {
  readonly change: ChangeId;
  readonly head: Revision;
  readonly member: MemberId | null;
  readonly note: string;
}

/** Approvals and vetoes. Each person has one last word; two people's words never touch each other. */
export const createVoteCommands = (deps: ReviewDeps) => {
  const { db, clock } = deps;

  const say = (verdict: KeptVote['verdict'], { change: id, head, member, note }: Said): ReviewVote => {
    const change = needDiscussed(deps, id);
    const { person, recordedBy } = needSpeaker(deps, change.projectId, member);
    if (verdict === 'approve' && change.authors.some((author) => personKey(author) === personKey(person)))
      throw new Failure('REFUSED', `${nameOf(person)} wrote some of “${change.title}”: an author cannot approve it.`, {
        act: 'Ask somebody else to look at it.',
      });
    const forWhom = recordedBy === null ? '' : `, for ${nameOf(person)}`;
    const summary = `${verdict === 'approve' ? 'Approve' : 'Veto'} “${change.title}” at ${head.slice(0, 7)}${forWhom}`;
    return recordReview(deps, { verb: `change.${verdict}`, project: change.projectId, id, summary }, () => {
      const revision = needHead(deps, change, head);
      endVote(db, id, person, { at: clock.now(), by: deps.actor });
      const vote: KeptVote = {
        id: VoteId.parse(randomUUID()),
        person,
        verdict,
        note,
        at: clock.now(),
        revision: revision.number,
        patchId: revision.patchId,
        recordedBy,
      };
      insertVote(db, id, vote);
      const [judged] = judgeVotes([vote], { ...revision, revision: revision.number, authors: change.authors });
      if (judged === undefined) throw new Error('a vote was not judged');
      return judged;
    });
  };

  return {
    approve: (said: Said): ReviewVote => say('approve', said),
    veto: (said: Said): ReviewVote => say('veto', said),
    withdraw: (id: ChangeId, member: MemberId | null): void => {
      const change = needDiscussed(deps, id);
      const { person, recordedBy } = needSpeaker(deps, change.projectId, member);
      const before = listVotes(db, id).find((vote) => personKey(vote.person) === personKey(person));
      if (before === undefined)
        throw new Failure('REFUSED', `${nameOf(person)} has said nothing about “${change.title}”.`, {
          act: 'There is nothing to take back.',
        });
      const what = before.verdict === 'veto' ? 'veto' : 'approval';
      const forWhom = recordedBy === null ? '' : `, for ${nameOf(person)}`;
      const summary = `Take back the ${what} of “${change.title}”${forWhom}`;
      recordReview(deps, { verb: 'change.withdraw', project: change.projectId, id, summary }, () =>
        endVote(db, id, person, { at: clock.now(), by: deps.actor }),
      );
    },
  };
};
export type VoteCommands = ReturnType<typeof createVoteCommands>;
