import { implement } from '@orpc/server';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { monitorContract } from '../../../shared/monitor/contract.ts';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { MonitorDeps } from './monitorDeps.ts';
import type { WatchService } from './watchService.ts';

export interface MonitorHandlersDeps extends Pick<MonitorDeps, 'environmentOf' | 'series' | 'deploysIn'> {
  readonly service: WatchService;
  readonly trafficOf: (environment: EnvironmentId) => TrafficReport;
}

/** What the `monitor` contract can do. */
export const createMonitorHandlers = ({
  service,
  series,
  environmentOf,
  deploysIn,
  trafficOf,
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
    series: os.series.handler(({ input: { environment, names, from, to, points } }) => {
      const found = need(environment);
      return {
        series: names.map((name) => series.read(environment, name, from, to, points)),
        deploys: [...deploysIn(found, from, to)],
      };
    }),
  });
};
