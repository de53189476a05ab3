import { IconAlertTriangle, IconMessage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ListedChange } from '../../../shared/reviews/contract.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { AuthorNames } from './AuthorNames.tsx';
import styles from './ChangeRow.module.css';
import { conflictOf } from './conflictOf.ts';
import { gateInWords, openOf } from './reviewWords.ts';

/** One change of the list: what it is, whose, how large, and what still keeps it from the base. */
export const ChangeRow = ({ change }: { readonly change: ListedChange }) => {
  const { current, merged, abandoned, projectId: project } = change;
  const open = change.gate === null ? [] : openOf(change.gate);
  const isConflicting = conflictOf(change.gate);
  return (
    <li className={styles.row} data-change={change.id} tabIndex={-1}>
      <div className={styles.what}>
        <Link className={styles.title} to="/p/$project/review/$change" params={{ project, change: change.id }}>
          <bdi>{visibleText(change.title)}</bdi>
        </Link>
        <div className={styles.facts}>
          {change.itemKey !== null && change.item !== null && (
            <Link to="/p/$project/review" params={{ project }} search={{ item: change.item }}>
              {change.itemKey}
            </Link>
          )}
          <bdi className={styles.branch}>{visibleText(change.branch)}</bdi>
          <AuthorNames authors={change.authors} />
          <span>
            {merged !== null ? 'merged ' : abandoned !== null ? 'abandoned ' : 'begun '}
            <RelativeTime at={merged?.at ?? abandoned?.at ?? change.createdAt} />
          </span>
          <span>
            {current.files} {current.files === 1 ? 'file' : 'files'},{' '}
            <span className={styles.added}>+{current.added}</span>{' '}
            <span className={styles.removed}>-{current.removed}</span>
          </span>
          {change.newComments > 0 && (
            <span className={styles.fresh} title="Said by others, and not seen by you">
              {change.newComments} new {change.newComments === 1 ? 'comment' : 'comments'}
            </span>
          )}
          {change.openComments > 0 && (
            <span title="Comments that are not resolved">
              <IconMessage size={13} aria-hidden /> {change.openComments} open
            </span>
          )}
          {change.overrides > 0 && (
            <span className={styles.warn}>
              <IconAlertTriangle size={13} aria-hidden /> overridden
            </span>
          )}
          {change.branchGoneAt !== null && merged === null && <span className={styles.warn}>its branch is gone</span>}
        </div>
      </div>
      <div className={styles.gate}>
        {change.state === 'abandoned' ? (
          <StatusBadge bare status="stopped" label="abandoned" />
        ) : merged !== null ? (
          <StatusBadge
            bare
            status={merged.outside || change.gate?.open === false ? 'degraded' : 'healthy'}
            label={merged.outside ? 'merged outside Pitwall' : 'merged'}
          />
        ) : (
          <>
            <StatusBadge
              bare
              status={gateInWords(change.gate).status}
              label={open.length === 0 ? gateInWords(change.gate).label : `${open.length} open`}
            />
            {open.length > 0 && <span className={styles.open}>{open.join(', ')}</span>}
            {isConflicting && <StatusBadge bare status="failing" label="conflicts with the base" />}
            {change.vetoes > 0 && <StatusBadge bare status="failing" label="veto" />}
          </>
        )}
      </div>
    </li>
  );
};
