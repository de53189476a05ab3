import type { AlertId } from '../../../shared/alerts/alert.ts';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** Alerts read at once: more than anybody takes in. */
const PAGE = 50;
const OPEN_MAX = 500;

export const openAlertsOf = (project: ProjectId) =>
  api.alerts.list.queryOptions({ input: { project, open: true, before: null, limit: OPEN_MAX } });

export const closedAlertsOf = (project: ProjectId) =>
  api.alerts.list.infiniteOptions({
    input: (before: AlertId | null) => ({ project, open: false, before, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: ({ alerts, more }) => (more ? (alerts.at(-1)?.id ?? null) : null),
  });

export const rulesOf = (environment: EnvironmentId) => api.alerts.rules.queryOptions({ input: { environment } });

export const missingRulesOf = (environment: EnvironmentId) =>
  api.alerts.missingRules.queryOptions({ input: { environment } });

export const silencesOf = (environment: EnvironmentId) => api.alerts.silences.queryOptions({ input: { environment } });

export const maintenanceOf = (environment: EnvironmentId) =>
  api.alerts.maintenance.queryOptions({ input: { environment } });

export const noticeSettings = () => api.alerts.noticeSettings.queryOptions();
