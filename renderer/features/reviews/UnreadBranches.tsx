import type { UnreadBranch } from '../../../shared/reviews/contract.ts';
import { Callout } from '../../ui/Callout.tsx';
import { visibleText } from '../../ui/console/visibleText.ts';
import styles from './reviewForm.module.css';

/** Branches that could not be made a change, each with why. */
export const UnreadBranches = ({ branches }: { readonly branches: readonly UnreadBranch[] }) =>
  branches.length === 0 ? null : (
    <Callout
      tone="warning"
      title={branches.length === 1 ? 'One branch could not be read' : `${branches.length} branches could not be read`}
    >
      <ul className={styles.list}>
        {branches.map(({ branch, reason }) => (
          <li key={branch}>
            <code>
              <bdi>{visibleText(branch)}</bdi>
            </code>{' '}
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </Callout>
  );
