import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { TargetState } from '../../../shared/deploys/contract.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import styles from './CommitList.module.css';

/** How many commits lie between what runs and what would be deployed, in words. */
export const commitCount = ({ commits, truncated, running }: TargetState): string => {
  if (commits.length === 0) return 'no new commit';
  const since = running === null ? 'since the checkout' : 'since what runs now';
  const many = truncated ? `more than ${String(commits.length)}` : String(commits.length);
  return `${many} ${commits.length === 1 ? 'commit' : 'commits'} ${since}`;
};

interface Props {
  readonly target: TargetState;
  /** Shown open at first. */
  readonly opened?: boolean;
}

/** The commits that a deploy would bring, newest first; folded until they are asked for. */
export const CommitList = ({ target, opened = false }: Props) => {
  const [open, setOpen] = useState(opened);
  const list = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  if (target.commits.length === 0) return <p className={styles.none}>{commitCount(target)}</p>;
  return (
    <div>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
      >
        <Chevron size={15} aria-hidden /> {commitCount(target)}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol id={list} className={styles.commits} hidden={!open} tabIndex={0} aria-label="Commits, newest first">
        {open &&
          target.commits.map(({ revision, subject, author, at }) => (
            <li key={revision} className={styles.commit}>
              <Revision value={revision} />
              <bdi className={styles.subject}>{subject}</bdi>
              <span className={styles.by}>
                <bdi>{author}</bdi>, <RelativeTime at={at} />
              </span>
            </li>
          ))}
        {open && target.truncated && <li className={styles.none}>… and older ones, not listed</li>}
      </ol>
    </div>
  );
};
