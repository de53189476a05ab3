import { Button } from '@mantine/core';
import type { StartProposal } from '../../../shared/branches/contract.ts';
import { Callout } from '../../ui/Callout.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useCopied } from '../../ui/useCopied.ts';
import styles from './branches.module.css';
import { onOneLine } from './branchWords.ts';

/** A branch that the item has already: to be gone on with, in a clone of one's own. */
export const TakeBranch = ({ branch: { name, at } }: { readonly branch: StartProposal['existing'][number] }) => {
  const { copied, copy } = useCopied(name, 'Branch name');
  return (
    <Callout tone="info" title="This item has a branch already">
      <p>
        <bdi className={styles.mono}>{onOneLine(name)}</bdi>, last commit <RelativeTime at={at} />. Go on with it rather
        than starting anew.
      </p>
      <div>
        <Button size="xs" variant="default" onClick={copy}>
          {copied ? 'Copied' : 'Copy its name'}
        </Button>
      </div>
    </Callout>
  );
};
