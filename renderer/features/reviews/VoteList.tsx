import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MemberId } from '../../../shared/ids.ts';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { personKey } from '../../../shared/reviews/person.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { membersOf } from './reviewsQueries.ts';
import { nameOfPerson } from './reviewWords.ts';
import { useReviewActs } from './useReviewActs.ts';
import styles from './VoteList.module.css';

/** Approvals and vetoes: whose, when, for which revision, and whether they still count. */
export const VoteList = ({ change }: { readonly change: WholeChange }) => {
  const { withdraw, busy } = useReviewActs(change);
  const { votes, me, state } = change;
  const members = useQuery(membersOf(change.projectId)).data ?? [];
  /** Whose word can be taken back here: one's own, and what was written down for a member. */
  const takerOf = ({
    person,
    recordedBy,
  }: WholeChange['votes'][number]): { readonly member: MemberId | null } | null => {
    if (me !== null && personKey(me) === personKey(person)) return { member: null };
    if (recordedBy === null) return null;
    const member = members.find(({ email }) => email !== null && personKey({ email }) === personKey(person));
    return member === undefined ? null : { member: member.id };
  };
  return (
    <Section title="Approvals and vetoes">
      {votes.length === 0 ? (
        <p className={styles.dim}>Nobody said anything yet.</p>
      ) : (
        <ul className={styles.list}>
          {votes.map((vote) => {
            const taker = takerOf(vote);
            return (
              <li key={vote.id} className={styles.vote}>
                <div className={styles.line}>
                  <StatusBadge
                    bare
                    status={vote.state !== 'counts' ? 'stopped' : vote.verdict === 'approve' ? 'healthy' : 'failing'}
                    label={`${vote.verdict === 'approve' ? 'approved' : 'veto'}${vote.state === 'counts' ? '' : ', does not count'}`}
                  />
                  <bdi title={vote.person.email}>{nameOfPerson(vote.person)}</bdi>
                  <span className={styles.dim}>
                    revision {vote.revision}, <RelativeTime at={vote.at} />
                    {vote.recordedBy !== null && (
                      <>
                        , written down by <bdi>{vote.recordedBy}</bdi>
                      </>
                    )}
                  </span>
                  {state === 'open' && taker !== null && (
                    <Button
                      variant="default"
                      size="compact-xs"
                      disabled={busy}
                      aria-label={`Take it back: what ${nameOfPerson(vote.person)} said`}
                      onClick={() => withdraw(taker.member)}
                    >
                      Take it back
                    </Button>
                  )}
                </div>
                {vote.why !== null && (
                  <p className={styles.dim}>
                    <bdi>{vote.why}</bdi>
                  </p>
                )}
                {vote.note !== '' && <Markdown text={vote.note} />}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
};
