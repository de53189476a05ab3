import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AlertId } from '../../../shared/alerts/alert.ts';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';

/** Alerts read at once: more than anybody takes in. */
const PAGE = 50;
const OPEN_MAX = 500;

/** The project of the address out of the list that is in memory anyway; null when it is gone. */
export const useAlertedProject = (id: ProjectId): UseQueryResult<Project | null> =>
  useQuery({
    ...api.projects.list.queryOptions(),
    select: (projects) => projects.find((project) => project.id === id) ?? null,
  });

export const openAlertsOf = (project: ProjectId) =>
  api.alerts.list.queryOptions({ input: { project, open: true, before: null, limit: OPEN_MAX } });

export const closedAlertsOf = (project: ProjectId) =>
  api.alerts.list.infiniteOptions({
    input: (before: AlertId | null) => ({ project, open: false, before, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: ({ alerts, more }) => (more ? (alerts.at(-1)?.id ?? null) : null),
  });

export const rulesOf = (environment: EnvironmentId) => api.alerts.rules.queryOptions({ input: { environment } });

export const silencesOf = (environment: EnvironmentId) => api.alerts.silences.queryOptions({ input: { environment } });

export const maintenanceOf = (environment: EnvironmentId) =>
  api.alerts.maintenance.queryOptions({ input: { environment } });

export const noticeSettings = () => api.alerts.noticeSettings.queryOptions();
