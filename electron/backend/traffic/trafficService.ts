import type { EnvironmentId } from '../../../shared/ids.ts';
import { compileAccessLogFormat } from '../../../shared/monitor/accessLogFormat.ts';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import { createPerEnvironment } from '../live/perEnvironment.ts';
import type { TrafficDeps } from './trafficDeps.ts';
import { startTrafficWatch, type TrafficWatch } from './trafficWatch.ts';

export interface TrafficService {
  /** Begins to read where watching is switched on, and follows what is added, changed and removed. */
  readonly start: () => void;
  readonly report: (id: EnvironmentId) => TrafficReport;
  /** The newest lines of requests that failed, oldest first; none where the log is not read. */
  readonly failures: (id: EnvironmentId) => readonly string[];
  /** Settings, secrets or host keys changed: it is tried again at once. */
  readonly connectionChanged: (id: EnvironmentId) => void;
  readonly dispose: () => Promise<void>;
}

/** Reads the access log of every environment that is watched, and keeps what it tells as series. */
export const createTrafficService = (deps: TrafficDeps): TrafficService => {
  const { feed, clock } = deps;
  const off = noTraffic('off', clock.now(), null);

  const settingsOf = (id: EnvironmentId) => {
    const environment = deps.environmentOf(id);
    return environment === null ? null : deps.settingsOf(environment);
  };
  const begin = (id: EnvironmentId): TrafficWatch => {
    const { accessLog, logFormat, prometheus } = settingsOf(id) ?? { accessLog: null, logFormat: '', prometheus: null };
    if (prometheus)
      return idle('off', 'The figures of this environment come from Prometheus; its access log is not read.');
    if (accessLog === null) return idle('off', 'No access log is set for this environment.');
    const compiled = compileAccessLogFormat(logFormat);
    return compiled.ok ? startTrafficWatch(id, accessLog, compiled, deps) : idle('blocked', compiled.problem);
  };
  const idle = (state: 'off' | 'blocked', reason: string): TrafficWatch => {
    const report = noTraffic(state, clock.now(), reason);
    return { report: () => report, failures: () => [], stop: async () => undefined };
  };

  const watched = createPerEnvironment({
    ...deps,
    keyOf: (id) => {
      const settings = settingsOf(id);
      return settings?.enabled === true
        ? JSON.stringify([settings.accessLog, settings.logFormat, !settings.prometheus])
        : null;
    },
    begin,
    onChange: (id) => feed.publish('traffic', id),
  });

  return {
    start: watched.start,
    report: (id) => watched.of(id)?.report() ?? off,
    failures: (id) => watched.of(id)?.failures() ?? [],
    connectionChanged: watched.again,
    dispose: watched.dispose,
  };
};

const noTraffic = (state: TrafficReport['state'], since: number, reason: string | null): TrafficReport => ({
  state,
  since,
  reason,
  notes: [],
  now: null,
  total: { route: null, requests: 0, refused: 0, failed: 0, p50: null, p95: null, p99: null },
  routes: [],
  linesRead: 0,
  linesNotUnderstood: 0,
  samples: [],
  gaps: 0,
});
