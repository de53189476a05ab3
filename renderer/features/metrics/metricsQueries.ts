import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { AlertSpan, DeployMarker } from '../../../shared/monitor/contract.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';
import { api, client } from '../../backend/client.ts';
import type { ChartWindow } from './chartWindow.ts';

export const watchesOf = (project: ProjectId) => api.monitor.watches.queryOptions({ input: { project } });

/** The Prometheus that figures come from; null: they are collected. */
export const sourceOf = (environment: EnvironmentId) => api.prometheus.source.queryOptions({ input: { environment } });

/** What there is to chart; asked again now and then, for new disks and interfaces. */
export const seriesNamesOf = (environment: EnvironmentId) => ({
  ...api.monitor.seriesNames.queryOptions({ input: { environment } }),
  refetchInterval: 15_000,
});

/** Series over a window; the window they were read for comes with them, so that old ones are drawn where they belong. */
export interface ReadSeries extends ChartWindow {
  readonly series: readonly SeriesData[];
  readonly deploys: readonly DeployMarker[];
  readonly alerts: readonly AlertSpan[];
}

export interface SeriesRequest extends ChartWindow {
  readonly environment: EnvironmentId;
  readonly names: readonly SeriesName[];
  readonly points: number;
}

/** The last ones stay in view while newer ones are read. A window that moves on leaves no trail in memory. */
export const seriesOf = ({ environment, names, from, to, points }: SeriesRequest) =>
  queryOptions({
    queryKey: [...api.monitor.series.key(), environment, names, from, to, points],
    queryFn: async ({ signal }): Promise<ReadSeries> => {
      const input = { environment, names: [...names], from, to, points };
      return { ...(await client.monitor.series(input, { signal })), from, to };
    },
    placeholderData: keepPreviousData,
    gcTime: 5_000,
  });

/** What uses the server right now; asked for by hand only, for it takes a second there. */
export const processesOf = (environment: EnvironmentId) => ({
  ...api.resources.processes.queryOptions({ input: { environment } }),
  enabled: false,
  gcTime: 60_000,
});
