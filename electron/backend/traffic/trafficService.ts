import type { EnvironmentId } from '../../../shared/ids.ts';
import { compileAccessLogFormat } from '../../../shared/monitor/accessLogFormat.ts';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import type { TrafficDeps } from './trafficDeps.ts';
import { startTrafficWatch, type TrafficWatch } from './trafficWatch.ts';

export interface TrafficService {
  /** Begins to read where watching is switched on, and follows what is added, changed and removed. */
  readonly start: () => void;
  readonly report: (id: EnvironmentId) => TrafficReport;
  /** Settings, secrets or host keys changed: it is tried again at once. */
  readonly connectionChanged: (id: EnvironmentId) => void;
  readonly dispose: () => Promise<void>;
}

interface Reading {
  /** What it was started with; with anything else it is started anew. */
  readonly key: string;
  readonly watch: TrafficWatch | null;
  readonly idle: Pick<TrafficReport, 'state' | 'reason' | 'since'>;
}

/** Reads the access log of every environment that is watched, and keeps what it tells as series. */
export const createTrafficService = (deps: TrafficDeps): TrafficService => {
  const { feed, clock, log } = deps;
  const readings = new Map<EnvironmentId, Reading>();
  const ending = new Set<Promise<void>>();
  const began = clock.now();
  let unsubscribe: () => void = () => undefined;
  let disposed = false;

  const stop = (id: EnvironmentId): void => {
    const over = readings
      .get(id)
      ?.watch?.stop()
      .finally(() => void ending.delete(over as Promise<void>));
    readings.delete(id);
    if (over !== undefined) ending.add(over);
  };

  const begin = (id: EnvironmentId, path: string | null, logFormat: string): Omit<Reading, 'key'> => {
    const since = clock.now();
    if (path === null)
      return { watch: null, idle: { state: 'off', since, reason: 'No access log is set for this environment.' } };
    const compiled = compileAccessLogFormat(logFormat);
    if (!compiled.ok) return { watch: null, idle: { state: 'blocked', since, reason: compiled.problem } };
    return { watch: startTrafficWatch(id, path, compiled, deps), idle: { state: 'off', since, reason: null } };
  };

  const arrange = (id: EnvironmentId): void => {
    const environment = deps.environmentOf(id);
    const settings = environment === null ? null : deps.settingsOf(environment);
    if (settings === null || !settings.enabled) {
      if (!readings.has(id)) return;
      stop(id);
      feed.publish('traffic', id);
      return;
    }
    const key = JSON.stringify([settings.accessLog, settings.logFormat]);
    if (readings.get(id)?.key === key) return;
    stop(id);
    readings.set(id, { key, ...begin(id, settings.accessLog, settings.logFormat) });
    feed.publish('traffic', id);
  };

  const arrangeAll = (): void => {
    const all = new Set(deps.allEnvironments());
    for (const id of [...readings.keys()]) if (!all.has(id)) stop(id);
    for (const id of all) arrange(id);
  };

  const follow = (what: () => void): void => {
    try {
      what();
    } catch (error) {
      log.error('following a change failed', { error: String(error) });
    }
  };

  return {
    start: () => {
      if (disposed) return;
      arrangeAll();
      unsubscribe = feed.subscribe((event) => {
        if (event.kind === 'reset' || event.entity === 'project' || event.entity === 'environment') follow(arrangeAll);
        else if (event.entity === 'watch' && event.id !== null) follow(() => arrange(event.id as EnvironmentId));
      });
    },
    report: (id) => {
      const reading = readings.get(id);
      return reading?.watch?.report() ?? { ...nothing, ...(reading?.idle ?? { ...nothing, since: began }) };
    },
    connectionChanged: (id) => {
      if (!readings.has(id)) return;
      stop(id);
      follow(() => arrange(id));
    },
    dispose: async () => {
      disposed = true;
      unsubscribe();
      for (const id of [...readings.keys()]) stop(id);
      await Promise.all(ending);
    },
  };
};

const nothing: TrafficReport = {
  state: 'off',
  since: 0,
  reason: null,
  notes: [],
  now: null,
  total: { route: null, requests: 0, refused: 0, failed: 0, p50: null, p95: null, p99: null },
  routes: [],
  linesRead: 0,
  linesNotUnderstood: 0,
  samples: [],
  gaps: 0,
};
