import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RepositoryView } from '../../../shared/branches/contract.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Callout } from '../../ui/Callout.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';

/** What a reader must know of the repository before the list is believed. */
export const RepositoryLine = ({
  project,
  view: { state },
}: {
  readonly project: ProjectId;
  readonly view: RepositoryView;
}) => {
  const cancel = useMutation(
    api.branches.cancelClone.mutationOptions({
      onError: (error) => notifyFailure('The clone was not cancelled', describeFailure(error)),
    }),
  );
  if (state.phase === 'cloning')
    return (
      <Callout tone="info" title="Cloning the repository">
        <p>{state.progress ?? 'Waiting for the git server'}</p>
        <div>
          <Button
            variant="default"
            size="xs"
            disabled={state.progress === null}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ project })}
          >
            Cancel the clone
          </Button>
        </div>
      </Callout>
    );
  return (
    <>
      {state.trouble !== null && (
        <Callout tone="warning" title={state.fetchedAt === null ? 'The repository cannot be read' : 'Not fetched'}>
          <p>
            {state.trouble.message} {state.trouble.act}
          </p>
          {state.failingSince !== null && (
            <p>
              It began <RelativeTime at={state.failingSince} />
              {state.fetchedAt !== null && (
                <>
                  ; what is shown was fetched <RelativeTime at={state.fetchedAt} />
                </>
              )}
              .
            </p>
          )}
        </Callout>
      )}
      {state.shallow && (
        <Callout tone="warning" title="The clone is shallow">
          <p>Counts and merges may be wrong: run “git fetch --unshallow” in it.</p>
        </Callout>
      )}
    </>
  );
};
