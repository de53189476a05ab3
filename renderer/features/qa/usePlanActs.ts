import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TestCase, TestCaseId } from '../../../shared/qa/testCase.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';

/** What can be done to a case of the plan besides changing it. */
export const usePlanActs = () => {
  const cache = useQueryClient();
  const again = () => cache.invalidateQueries({ queryKey: api.qa.plan.key() });
  const moving = useMutation(
    api.qa.moveCase.mutationOptions({
      onSuccess: again,
      onError: (error) => notifyFailure('The case was not moved', describeFailure(error)),
    }),
  );
  const removing = useMutation(
    api.qa.removeCase.mutationOptions({
      onSuccess: again,
      onError: (error) => notifyFailure('The case is still in the plan', describeFailure(error)),
    }),
  );
  const restoring = useMutation(
    api.qa.restoreCase.mutationOptions({
      onSuccess: again,
      onError: (error) => notifyFailure('The case was not taken up again', describeFailure(error)),
    }),
  );
  return {
    move: ({ id, title }: TestCase, after: TestCaseId | null) =>
      moving.mutate({ case: id, after }, { onSuccess: () => announce(`${title} moved`) }),
    remove: ({ id, title }: TestCase) =>
      removing.mutate(
        { case: id },
        {
          onSuccess: ({ archived }) =>
            notifyDone(archived ? `${title} is archived: runs hold it` : `${title} is out of the plan`),
        },
      ),
    restore: ({ id, title }: TestCase) =>
      restoring.mutate({ case: id }, { onSuccess: () => notifyDone(`${title} is in the plan again`) }),
  };
};
