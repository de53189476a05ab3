import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { TargetState } from '../../../shared/deploys/contract.ts';
import type { GatedChange } from '../../../shared/deploys/deployGate.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision as ShownRevision } from '../../ui/Revision.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './CommitList.module.css';
import { gateShown } from './gateWords.ts';

/** How many commits lie between what runs and what would be deployed, in words. */
export const commitCount = ({ commits, truncated, running }: TargetState): string => {
  if (commits.length === 0) return truncated ? 'commits that cannot be told' : 'no new commit';
  const since = running === null ? 'since the checkout' : 'since what runs now';
  const many = truncated ? `more than ${String(commits.length)}` : String(commits.length);
  return `${many} ${commits.length === 1 ? 'commit' : 'commits'} ${since}`;
};

interface Props {
  readonly target: TargetState;
  /** The changes that brought them, with their items. */
  readonly changes?: readonly GatedChange[];
  readonly project?: ProjectId;
  /** Shown open at first. */
  readonly opened?: boolean;
}

/** The change that brought a commit: its review's state, and its item. */
const OfChange = ({ project, change }: { readonly project: ProjectId; readonly change: GatedChange | null }) =>
  change === null ? null : (
    <span className={styles.change}>
      <StatusBadge bare {...gateShown[change.state]} />
      <Link
        to="/p/$project/review/$change"
        params={{ project, change: change.id }}
        search={{ tab: 'gate' }}
        title={change.title}
      >
        its review
      </Link>
      {change.item !== null && (
        <Link to="/p/$project/deploy" params={{ project }} search={{ item: change.item }} title={change.title}>
          its item
        </Link>
      )}
    </span>
  );

/** The commits that a deploy would bring, newest first; folded until they are asked for. */
export const CommitList = ({ target, changes = [], project, opened = false }: Props) => {
  const changeOf = (revision: Revision) => changes.find((change) => change.revisions.includes(revision)) ?? null;
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
              <ShownRevision value={revision} />
              <bdi className={styles.subject}>{subject}</bdi>
              <span className={styles.end}>
                {project !== undefined && <OfChange project={project} change={changeOf(revision)} />}
                <span className={styles.by}>
                  <bdi>{author}</bdi>, <RelativeTime at={at} />
                </span>
              </span>
            </li>
          ))}
        {open && target.truncated && <li className={styles.none}>… and older ones, not listed</li>}
      </ol>
    </div>
  );
};
