import { Button } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../../shared/deploys/run.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import styles from './CancelRun.module.css';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { runOf } from './deployQueries.ts';
import { currentStepWords } from './stepStatus.ts';

/** The steps from which on the app folder holds the new files. */
const filesMayHaveChanged = (run: Run): boolean =>
  run.steps.some(({ name, state }) => name === 'sync' && state !== 'waiting' && state !== 'skipped');

/** Ends a run that goes on, after a question that says what is left behind. */
export const CancelRun = ({ run }: { readonly run: Run }) => {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation(
    api.deploys.cancel.mutationOptions({
      onSuccess: (next) => client.setQueryData(runOf(run.id).queryKey, next),
      onError: (error) => notifyFailure('The run was not cancelled', describeFailure(error)),
      onSettled: () => setAsking(false),
    }),
  );
  const possible = run.state !== 'ended' && run.cancelRequestedAt === null;
  useScreenKeys({
    c: () => {
      if (possible) setAsking(true);
      return possible;
    },
  });
  if (run.state === 'ended') return null;
  if (run.cancelRequestedAt !== null)
    return (
      <span className={styles.asked} role="status">
        Cancelling, asked <RelativeTime at={run.cancelRequestedAt} />
      </span>
    );
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={15} aria-hidden />}
        title="Cancel the run (C)"
        onClick={() => setAsking(true)}
      >
        Cancel the run…
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Cancel the deploy of ${run.revision.slice(0, 7)} to ${run.environmentName}?`}
          act={`Cancel the deploy to ${run.environmentName}`}
          stay="Let it run"
          busy={cancel.isPending}
          onStay={() => setAsking(false)}
          onAct={() => cancel.mutate({ run: run.id })}
        >
          <p>
            It is at {currentStepWords(run)}. The running step is asked to end, and is killed when it does not; the
            steps after it are not begun.
          </p>
          <p>
            {filesMayHaveChanged(run)
              ? 'New files may be in the app folder already: what runs then may be neither the old revision nor the new one, until the next deploy makes it whole.'
              : 'The app folder has not been touched yet: what runs now goes on running.'}
          </p>
          <p>To undo a cancel, deploy again.</p>
        </ConfirmDialog>
      )}
    </>
  );
};
