import { Link } from '@tanstack/react-router';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { AuthorNames } from './AuthorNames.tsx';
import styles from './ChangeLead.module.css';
import { mergedInWords } from './mergedInWords.ts';
import { gateInWords } from './reviewWords.ts';

/** Below the title of a change: where it comes from and goes to, whose it is, how it stands. */
export const ChangeLead = ({ change }: { readonly change: WholeChange }) => {
  const { current, merged, abandoned, projectId: project } = change;
  return (
    <div className={styles.lead}>
      {merged !== null ? (
        <>
          <StatusBadge
            status={merged.outside ? 'degraded' : 'healthy'}
            label={merged.outside ? 'merged outside Pitwall' : 'merged'}
          />
          <span>
            as <Revision value={merged.commit} /> ({mergedInWords[merged.how]}) by <bdi>{merged.by}</bdi>{' '}
            <RelativeTime at={merged.at} />
            {merged.reason !== undefined && (
              <>
                : <bdi>{merged.reason}</bdi>
              </>
            )}
          </span>
        </>
      ) : abandoned !== null ? (
        <>
          <StatusBadge status="stopped" label="abandoned" />
          <span>
            by <bdi>{abandoned.by}</bdi> <RelativeTime at={abandoned.at} />: <bdi>{abandoned.reason}</bdi>
          </span>
        </>
      ) : (
        <StatusBadge
          status={gateInWords(change.gate).status}
          label={change.gate.open ? gateInWords(change.gate).label : 'gate closed'}
        />
      )}
      {change.item !== null && change.itemKey !== null && (
        <Link
          to="/p/$project/review/$change"
          params={{ project, change: change.id }}
          search={(before) => (change.item === null ? before : { ...before, item: change.item })}
        >
          {change.itemKey}
        </Link>
      )}
      <span className={styles.branches}>
        <bdi>{visibleText(change.branch)}</bdi> → <bdi>{visibleText(change.base)}</bdi>
      </span>
      <span>
        revision {current.number}
        {change.revisions.length > 1 && ` of ${change.revisions.length}`} <Revision value={current.head} />{' '}
        <RelativeTime at={current.at} />
      </span>
      <AuthorNames authors={change.authors} />
      {change.behind !== null && change.behind > 0 && merged === null && (
        <span>
          {change.behind} {change.behind === 1 ? 'commit' : 'commits'} behind
        </span>
      )}
    </div>
  );
};
