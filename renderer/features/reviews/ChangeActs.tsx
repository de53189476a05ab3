import { Button, Menu } from '@mantine/core';
import { IconDots, IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { AbandonDialog } from './AbandonDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { ReviewOverrideDialog } from './ReviewOverrideDialog.tsx';
import { methodInWords } from './reviewWords.ts';
import { TellMergedDialog } from './TellMergedDialog.tsx';
import { useReviewActs } from './useReviewActs.ts';
import { VoteDialog } from './VoteDialog.tsx';

type Asked = 'merge' | 'approve' | 'veto' | 'override' | 'told' | 'abandon';

/** What can be done with a change as a whole. Merging always asks first, and says what is open while it may not. */
export const ChangeActs = ({ change }: { readonly change: WholeChange }) => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { reopen, busy } = useReviewActs(change);
  const close = () => setAsked(null);
  const isTold = change.merged?.how === 'told';
  if (change.state === 'merged' && !isTold) return null;
  if (change.state !== 'open')
    return (
      <Button loading={busy} onClick={reopen}>
        Open the change again
      </Button>
    );
  return (
    <>
      <Button
        variant={change.gate.open ? 'filled' : 'default'}
        leftSection={<IconGitMerge size={15} aria-hidden />}
        onClick={() => setAsked('merge')}
      >
        Merge by {methodInWords[change.mergeMethod]}…
      </Button>
      <Button variant={change.gate.open ? 'default' : 'filled'} onClick={() => setAsked('approve')}>
        Approve…
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" aria-label="More to do with the change" title="More">
            <IconDots size={15} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('veto')}>Veto it…</Menu.Item>
          <Menu.Item disabled={change.gate.open} onClick={() => setAsked('override')}>
            Override the gate…
          </Menu.Item>
          <Menu.Item onClick={() => setAsked('told')}>It was merged elsewhere…</Menu.Item>
          <Menu.Item onClick={() => setAsked('abandon')}>Abandon it…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'merge' && <MergeDialog change={change} onClose={close} onOverride={() => setAsked('override')} />}
      {(asked === 'approve' || asked === 'veto') && <VoteDialog change={change} verdict={asked} onClose={close} />}
      {asked === 'override' && <ReviewOverrideDialog change={change} onClose={close} />}
      {asked === 'told' && <TellMergedDialog change={change} onClose={close} />}
      {asked === 'abandon' && <AbandonDialog change={change} onClose={close} />}
    </>
  );
};
