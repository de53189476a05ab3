import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { api } from '../../backend/client.ts';

/** Writes what an act answered into the list at once; the live stream reads it anew a moment later. */
export const useSprintsCache = (project: ProjectId) => {
  const client = useQueryClient();
  return useMemo(() => {
    const { queryKey } = api.sprints.list.queryOptions({ input: { project } });
    return {
      put: (sprint: Sprint) =>
        client.setQueryData(queryKey, (old) =>
          old === undefined
            ? old
            : [...old.filter(({ id }) => id !== sprint.id), sprint].sort((a, b) => (a.start < b.start ? -1 : 1)),
        ),
      invalidate: () => client.invalidateQueries({ queryKey: api.sprints.key() }),
    };
  }, [client, project]);
};
