import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PlanningSettings } from '../../shared/backlog/planningSettings.ts';
import type { ProjectId } from '../../shared/ids.ts';
import type { Sprint } from '../../shared/sprints/sprint.ts';
import type { Member } from '../../shared/team/member.ts';
import { joinQueries, type Reading } from '../ui/joinQueries.ts';
import { api } from './client.ts';
import { itemsOf, type ProjectItems } from './itemsQuery.ts';

/** All that a project plans with. */
export interface Planning {
  readonly items: ProjectItems;
  readonly settings: PlanningSettings;
  readonly sprints: readonly Sprint[];
  readonly members: readonly Member[];
}

/** What a project plans with, kept true by the live stream; each part is read once for all screens. */
export const usePlanning = (project: ProjectId): Reading<Planning> => {
  const input = { project };
  const items = useQuery(itemsOf(useQueryClient(), project));
  const settings = useQuery(api.backlog.settings.queryOptions({ input }));
  const sprints = useQuery(api.sprints.list.queryOptions({ input }));
  const members = useQuery(api.team.list.queryOptions({ input }));
  return joinQueries({ items, settings, sprints, members });
};
