import { useMutation } from '@tanstack/react-query';
import type { MemberId } from '../../../shared/ids.ts';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';

/** What is said to comments, and other small acts on a change; the live stream shows what came of them. */
export const useReviewActs = (change: WholeChange) => {
  const resolving = useMutation(
    api.reviews.resolve.mutationOptions({
      onSuccess: ({ resolved }) =>
        notifyDone(resolved === null ? 'The comment is open again' : 'The comment is resolved'),
      onError: (error) => notifyFailure('The comment is as it was', describeFailure(error)),
    }),
  );
  const removing = useMutation(
    api.reviews.deleteComment.mutationOptions({
      onSuccess: () => notifyDone('The comment is deleted'),
      onError: (error) => notifyFailure('The comment is as it was', describeFailure(error)),
    }),
  );
  const withdrawing = useMutation(
    api.reviews.withdraw.mutationOptions({
      onSuccess: () => notifyDone('It is taken back'),
      onError: (error) => notifyFailure('It was not taken back', describeFailure(error)),
    }),
  );
  const reopening = useMutation(
    api.reviews.reopen.mutationOptions({
      onSuccess: () => notifyDone('The change is open again'),
      onError: (error) => notifyFailure('The change was not opened', describeFailure(error)),
    }),
  );
  const unsuppressing = useMutation(
    api.reviews.unsuppressSecret.mutationOptions({
      onSuccess: () => notifyDone('The finding counts again'),
      onError: (error) => notifyFailure('The finding is as it was', describeFailure(error)),
    }),
  );
  return {
    resolve: resolving.mutate,
    remove: removing.mutate,
    withdraw: (member: MemberId | null) => withdrawing.mutate({ change: change.id, member }),
    reopen: () => reopening.mutate({ change: change.id }),
    countAgain: (fingerprint: string) => unsuppressing.mutate({ change: change.id, fingerprint }),
    busy:
      resolving.isPending ||
      removing.isPending ||
      withdrawing.isPending ||
      reopening.isPending ||
      unsuppressing.isPending,
  };
};
