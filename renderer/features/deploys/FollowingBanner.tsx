import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../../shared/deploys/run.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { runOf } from './deployQueries.ts';
import styles from './FollowingBanner.module.css';
import { currentStepWords } from './stepStatus.ts';

/** How Pitwall follows a run while it goes on: nothing to say when it is live, all there is to say when the connection is lost. */
export const FollowingBanner = ({ run }: { readonly run: Run }) => {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const giveUp = useMutation(
    api.deploys.giveUp.mutationOptions({
      onSuccess: (ended) => client.setQueryData(runOf(run.id).queryKey, ended),
      onSettled: () => setAsking(false),
    }),
  );
  const { state, since, message } = run.following;
  if (run.state === 'ended' || state !== 'lost') return null;
  return (
    <>
      <div className={styles.banner} role="status">
        <IconPlugConnectedX size={18} aria-hidden className={styles.icon} />
        <div className={styles.text}>
          <p>
            <strong>Connection lost, the deploy continues on the server ({currentStepWords(run)}).</strong> Lost{' '}
            <RelativeTime at={since} />; Pitwall keeps trying and goes on at the same byte.
          </p>
          {message !== null && <p>{message}</p>}
        </div>
        <div className={styles.acts}>
          <LinkButton
            to="/projects/$project/environments/$environment/connection"
            params={{ project: run.projectId, environment: run.environmentId }}
            variant="default"
          >
            Test the connection
          </LinkButton>
          <Button variant="default" onClick={() => setAsking(true)}>
            Stop following…
          </Button>
        </div>
      </div>
      {giveUp.isError && <ErrorView title="The run is still followed" failure={describeFailure(giveUp.error)} />}
      {asking && (
        <ConfirmDialog
          title={`Stop following the run on ${run.environmentName}?`}
          act="Stop following this run"
          stay="Keep trying"
          busy={giveUp.isPending}
          onStay={() => setAsking(false)}
          onAct={() => giveUp.mutate({ run: run.id })}
        >
          <p>
            Do this only when the server will not come back: it ends the run here as “unknown”. Nothing is sent to{' '}
            {run.environmentName}; the deploy there goes on, or does not, by itself.
          </p>
          <p>
            This cannot be undone: Pitwall will not take this run up again. What runs there is read from the target at
            the next deploy.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
};
