import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../backend/client.ts';
import { dismissActNotice } from '../../../ui/notifyAct.tsx';

/** What can be done with an item's comments and links; the drawer reads them anew right after. */
export const useDetailActs = () => {
  const queries = useQueryClient();
  const follow = {
    onMutate: dismissActNotice,
    onSuccess: () => queries.invalidateQueries({ queryKey: api.backlog.detail.key() }),
  };
  return {
    link: useMutation(api.backlog.link.mutationOptions(follow)),
    unlink: useMutation(api.backlog.unlink.mutationOptions(follow)),
    comment: useMutation(api.backlog.comment.mutationOptions(follow)),
    editComment: useMutation(api.backlog.editComment.mutationOptions(follow)),
    removeComment: useMutation(api.backlog.removeComment.mutationOptions(follow)),
  };
};
