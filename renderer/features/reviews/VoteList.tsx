import { Button } from '@mantine/core';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { personKey } from '../../../shared/reviews/person.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { nameOfPerson } from './reviewWords.ts';
import { useReviewActs } from './useReviewActs.ts';
import styles from './VoteList.module.css';

/** Approvals and vetoes: whose, when, for which revision, and whether they still count. */
export const VoteList = ({ change }: { readonly change: WholeChange }) => {
  const { withdraw, busy } = useReviewActs(change);
  const { votes, me, state } = change;
  return (
    <Section title="Approvals and vetoes">
      {votes.length === 0 ? (
        <p className={styles.dim}>Nobody said anything yet.</p>
      ) : (
        <ul className={styles.list}>
          {votes.map((vote) => (
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
                {state === 'open' && me !== null && personKey(me) === personKey(vote.person) && (
                  <Button variant="default" size="compact-xs" disabled={busy} onClick={withdraw}>
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
          ))}
        </ul>
      )}
    </Section>
  );
};
