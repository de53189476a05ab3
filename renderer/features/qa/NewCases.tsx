import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Callout } from '../../ui/Callout.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { qaRunOf } from './qaQueries.ts';

/** Cases that the plan got since the run began: whether it takes them, too. */
export const NewCases = ({ run }: { readonly run: WholeQaRun }) => {
  const cache = useQueryClient();
  const take = useMutation(
    api.qa.takeNewCases.mutationOptions({
      onSuccess: (whole) => cache.setQueryData(qaRunOf(run.id).queryKey, whole),
      onError: (error) => notifyFailure('The cases were not taken in', describeFailure(error)),
    }),
  );
  if (run.newCases === 0) return null;
  return (
    <Callout tone="info">
      <span>{run.newCases === 1 ? 'A case is' : `${run.newCases} cases are`} in the plan now and not in this run.</span>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          loading={take.isPending}
          onClick={() => take.mutate({ run: run.id })}
        >
          Put {run.newCases === 1 ? 'it' : 'them'} into this run
        </Button>
      </div>
    </Callout>
  );
};
