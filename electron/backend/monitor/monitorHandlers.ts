import { implement } from '@orpc/server';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { monitorContract } from '../../../shared/monitor/contract.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { MonitorDeps } from './monitorDeps.ts';
import type { WatchService } from './watchService.ts';

export interface MonitorHandlersDeps extends Pick<MonitorDeps, 'environmentOf' | 'series' | 'deploysIn' | 'alertsIn'> {
  readonly service: WatchService;
  /** A window of several series, from wherever the environment's samples come; unless told, what Pitwall measured. */
  readonly readSeries?: (
    environment: EnvironmentId,
    names: readonly SeriesName[],
    window: { readonly from: number; readonly to: number; readonly points: number },
    signal: AbortSignal | undefined,
  ) => Promise<readonly SeriesData[]>;
  readonly trafficOf: (environment: EnvironmentId) => TrafficReport;
}

/** What the `monitor` contract can do. */
export const createMonitorHandlers = ({
  service,
  series,
  environmentOf,
  deploysIn,
  alertsIn,
  trafficOf,
  readSeries = (id, names, { from, to, points }) =>
    Promise.resolve(names.map((name) => series.read(id, name, from, to, points))),
}: MonitorHandlersDeps) => {
  const os = implement(monitorContract);
  const need = (id: EnvironmentId): Environment => {
    const environment = environmentOf(id);
    if (environment === null)
      throw new Failure('GONE', 'This environment is no longer there.', { what: 'environment', id });
    return environment;
  };
  return os.router({
    settings: os.settings.handler(({ input }) => service.settings(input.environment)),
    saveSettings: os.saveSettings.handler(({ input }) => service.saveSettings(input.environment, input.settings)),
    watches: os.watches.handler(({ input }) => [...service.watches(input.project)]),
    lookNow: os.lookNow.handler(({ input }) => service.lookNow(input.environment)),
    spans: os.spans.handler(({ input: { environment, ...window } }) => {
      const { spans, uptime } = service.spans(environment, window);
      return { spans: [...spans], uptime };
    }),
    traffic: os.traffic.handler(({ input }) => trafficOf(need(input.environment).id)),
    seriesNames: os.seriesNames.handler(({ input }) => [...series.names(need(input.environment).id)]),
    series: os.series.handler(async ({ input: { environment, names, from, to, points }, signal }) => {
      const found = need(environment);
      return {
        series: [...(await readSeries(environment, names, { from, to, points }, signal))],
        deploys: [...deploysIn(found, from, to)],
        alerts: [...alertsIn(found.id, from, to)],
      };
    }),
  });
};
