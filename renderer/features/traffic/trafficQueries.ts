import type { EnvironmentId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** What the access log tells; the live stream says every ten seconds that there is more. */
export const trafficOf = (environment: EnvironmentId) => api.monitor.traffic.queryOptions({ input: { environment } });

export const exceptionsOf = (environment: EnvironmentId) =>
  api.exceptions.list.queryOptions({ input: { environment } });
