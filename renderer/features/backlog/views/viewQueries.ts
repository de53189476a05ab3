import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { type SavedView, ViewId } from '../../../../shared/backlog/savedView.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { api } from '../../../backend/client.ts';

/** The saved views of a project, by name. */
export const viewsOf = (project: ProjectId) => api.backlog.views.queryOptions({ input: { project } });

const put = (queries: QueryClient, project: ProjectId, id: ViewId, view: SavedView | null) =>
  queries.setQueryData<SavedView[]>(viewsOf(project).queryKey, (views = []) => [
    ...views.filter((each) => each.id !== id),
    ...(view === null ? [] : [view]),
  ]);

/** Saves and removes views; the list of them follows at once. */
export const useViewActs = (project: ProjectId) => {
  const queries = useQueryClient();
  const save = useMutation(
    api.backlog.saveView.mutationOptions({ onSuccess: (view) => put(queries, project, view.id, view) }),
  );
  const remove = useMutation(
    api.backlog.removeView.mutationOptions({
      onSuccess: (_, { view }) => put(queries, project, ViewId.parse(view), null),
    }),
  );
  return { save, remove };
};
