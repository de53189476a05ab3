import type { MergeConflict } from '../../../shared/reviews/contract.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import styles from './ConflictList.module.css';

/** Files that are named; the rest is a number. */
const NAMED = 5;

interface Props {
  readonly conflicts: readonly MergeConflict[];
  readonly branch: string;
  readonly base: string;
}

/** The files in which a branch and its base do not go together, and what to do about it. */
export const ConflictList = ({ conflicts, branch, base }: Props) => (
  <>
    <ul className={styles.conflicts} aria-label="Conflicts">
      {conflicts.slice(0, NAMED).map(({ path, kind, message }) => (
        <li key={`${kind} ${path}`}>
          <code>
            <bdi>{visibleText(path)}</bdi>
          </code>{' '}
          <bdi>{visibleText(message === '' ? kind : message)}</bdi>
        </li>
      ))}
    </ul>
    {conflicts.length > NAMED && <p>and {conflicts.length - NAMED} more</p>}
    <p>
      Bring <bdi>{visibleText(base)}</bdi> into <bdi>{visibleText(branch)}</bdi> (git merge), or rebase it on{' '}
      <bdi>{visibleText(base)}</bdi> (git rebase), mend these files, and push: the next fetch shows it here.
    </p>
  </>
);
