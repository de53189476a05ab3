import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Member } from '../../../shared/team/member.ts';
import { api } from '../../backend/client.ts';
import { itemsOf, type ProjectItems } from '../../backend/itemsQuery.ts';
import { joinQueries, type Reading } from '../../ui/joinQueries.ts';

/** All that a board is drawn from. */
export interface BoardData {
  readonly items: ProjectItems;
  readonly settings: PlanningSettings;
  readonly sprints: readonly Sprint[];
  readonly members: readonly Member[];
}

export const useBoardData = (project: ProjectId): Reading<BoardData> => {
  const input = { project };
  const items = useQuery(itemsOf(useQueryClient(), project));
  const settings = useQuery(api.backlog.settings.queryOptions({ input }));
  const sprints = useQuery(api.sprints.list.queryOptions({ input }));
  const members = useQuery(api.team.list.queryOptions({ input }));
  return joinQueries({ items, settings, sprints, members });
};
