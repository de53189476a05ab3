import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Uptime, WatchState } from '../../../shared/monitor/contract.ts';
import type { PathReading } from '../../../shared/monitor/hop.ts';
import { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import { pathSamples } from '../../../shared/monitor/pathSamples.ts';
import { type ShownReading, shownChange } from '../../../shared/monitor/shownReading.ts';
import { reachOf } from '../../../shared/monitor/stateSpans.ts';
import { uptimeOf } from '../../../shared/monitor/uptimeOf.ts';
import { changedFields } from '../../../shared/projects/changedFields.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import { createEnvironmentWatch, type EnvironmentWatch } from './environmentWatch.ts';
import type { MonitorDeps } from './monitorDeps.ts';
import { findMonitorSettings, saveMonitorSettings } from './monitorSettingsTable.ts';
import { createPoller } from './poller.ts';
import { createSpanRecorder, type SpanRecorder } from './spanRecorder.ts';
import { type KeptSpan, lastSeen, pathSpansIn, spansIn } from './spanTable.ts';

const SPANS_MAX = 5_000;

export interface WatchService {
  /** Begins to look, and follows what is added, changed and removed. */
  readonly start: () => void;
  readonly settings: (id: EnvironmentId) => MonitorSettings;
  readonly saveSettings: (id: EnvironmentId, settings: MonitorSettings) => MonitorSettings;
  readonly watch: (id: EnvironmentId) => WatchState;
  readonly watches: (
    project: ProjectId,
  ) => readonly { readonly environment: EnvironmentId; readonly watch: WatchState }[];
  readonly lookNow: (id: EnvironmentId) => Promise<WatchState>;
  readonly spans: (
    id: EnvironmentId,
    window: { readonly from: number; readonly to: number },
  ) => { readonly spans: readonly KeptSpan[]; readonly uptime: Uptime };
  /** Calls back with each reading of an environment that is watched, after it was written down; returns its own undo. */
  readonly onReading: (listener: (environment: Environment, reading: PathReading) => void) => () => void;
  /** Settings, secrets or host keys changed: the next look tries to sign in at once. Of an environment that is gone all is forgotten. */
  readonly connectionChanged: (id: EnvironmentId) => void;
  readonly dispose: () => Promise<void>;
}

/** Watches the path of every environment where it is switched on. */
export const createWatchService = (deps: MonitorDeps): WatchService => {
  const { db, feed, clock, log, environmentOf } = deps;
  const poller = createPoller({
    clock,
    onError: (id, error) => log.error('a look at the path failed', { environment: id, error: String(error) }),
  });
  const watches = new Map<EnvironmentId, EnvironmentWatch>();
  const recorders = new Map<EnvironmentId, SpanRecorder>();
  const shown = new Map<EnvironmentId, ShownReading>();
  const listeners = new Set<(environment: Environment, reading: PathReading) => void>();
  let unsubscribe: () => void = () => undefined;
  let stopped = false;

  const need = (id: EnvironmentId): Environment => {
    const environment = environmentOf(id);
    if (environment === null)
      throw new Failure('GONE', 'This environment is no longer there.', { what: 'environment', id });
    return environment;
  };
  const settingsOf = (environment: Environment): MonitorSettings =>
    findMonitorSettings(db, environment.id) ?? deps.defaultsOf(environment);

  const watchOf = (id: EnvironmentId): EnvironmentWatch => {
    let watch = watches.get(id);
    if (watch === undefined) {
      watch = createEnvironmentWatch(id, settingsOf, deps, (reading) => take(id, reading));
      watches.set(id, watch);
    }
    return watch;
  };
  const recorderOf = (id: EnvironmentId): SpanRecorder => {
    let recorder = recorders.get(id);
    if (recorder === undefined) {
      recorder = createSpanRecorder(db, id);
      recorders.set(id, recorder);
    }
    return recorder;
  };

  const attempt = (what: string, id: EnvironmentId, act: () => void) => {
    try {
      act();
    } catch (error) {
      log.error(`${what} failed`, { environment: id, error: String(error) });
    }
  };

  const take = (id: EnvironmentId, reading: PathReading) => {
    const environment = environmentOf(id);
    if (environment === null) return;
    const settings = settingsOf(environment);
    if (settings.enabled) {
      attempt('writing what was seen', id, () =>
        recorderOf(id).record(reading, reachOf(settings.intervalSeconds * 1000)),
      );
      attempt('keeping what was measured', id, () => void deps.series.record(id, pathSamples(reading)));
      for (const listener of [...listeners]) attempt('judging what was seen', id, () => listener(environment, reading));
    }
    const { shows, changed } = shownChange(shown.get(id) ?? null, reading);
    shown.set(id, shows);
    if (changed) feed.publish('watch', id);
  };

  const look = (id: EnvironmentId, signal: AbortSignal) => watchOf(id).look(signal);

  const forget = (id: EnvironmentId) => {
    poller.remove(id);
    watches.get(id)?.dispose();
    watches.delete(id);
    recorders.delete(id);
    shown.delete(id);
  };

  /** Brings the timer in line with what is there and switched on. */
  const arrange = (id: EnvironmentId, environment: Environment) => {
    const { enabled, intervalSeconds } = settingsOf(environment);
    // One that is deleted before its first look is found by its watch, and its timer stopped.
    if (enabled) watchOf(id);
    if (enabled) return poller.set(id, intervalSeconds * 1000, (signal) => look(id, signal));
    poller.remove(id);
    attempt('closing what was seen', id, () => recorderOf(id).close());
    recorders.delete(id);
  };
  const arrangeAll = () => {
    const all = new Set(deps.allEnvironments());
    for (const id of watches.keys()) if (!all.has(id)) forget(id);
    for (const id of all) {
      const environment = environmentOf(id);
      if (environment !== null) arrange(id, environment);
    }
  };

  const watch = (id: EnvironmentId): WatchState => ({
    enabled: settingsOf(need(id)).enabled,
    path: watches.get(id)?.path() ?? null,
    collection: deps.collectionOf(id),
  });

  return {
    start: () => {
      if (stopped) return;
      arrangeAll();
      unsubscribe = feed.subscribe((event) => {
        if (event.kind === 'change' && event.entity !== 'project' && event.entity !== 'environment') return;
        attempt('following a change', '' as EnvironmentId, arrangeAll);
      });
    },
    settings: (id) => settingsOf(need(id)),
    saveSettings: (id, settings) => {
      const environment = need(id);
      const old = settingsOf(environment);
      const wanted = MonitorSettings.parse(settings);
      const fields = changedFields(old, wanted);
      if (fields.length === 0) return old;
      db.transaction(() => {
        saveMonitorSettings(db, id, wanted);
        appendLedger(db, {
          at: clock.now(),
          actor: deps.actor,
          verb: 'monitor.settings',
          entity: 'environment',
          entityId: id,
          projectId: environment.projectId,
          summary: `Change how ${environment.name} is watched: ${fields.join(', ')}`,
          inverse: { verb: 'monitor.settings', environment: id, settings: old },
        });
      })();
      arrange(id, environment);
      feed.publish('watch', id);
      feed.publish('ledger', null);
      return wanted;
    },
    watch,
    watches: (project) => {
      const environments = deps.environmentsOf(project);
      if (environments === null)
        throw new Failure('GONE', 'This project is no longer there.', { what: 'project', id: project });
      return environments.map((environment) => ({ environment, watch: watch(environment) }));
    },
    lookNow: async (id) => {
      need(id);
      // The look belongs to all: it goes on when who asked for it has left. One that the timer gave up is taken up once more.
      const never = new AbortController().signal;
      watchOf(id).signInAgain();
      await look(id, never).catch((error: unknown) => {
        if (!isAbort(error) || stopped) throw error;
        return look(id, never);
      });
      return watch(id);
    },
    spans: (id, window) => {
      const { intervalSeconds } = settingsOf(need(id));
      const seen = recorders.get(id)?.seen() ?? lastSeen(db, id) ?? 0;
      const uptime = uptimeOf(pathSpansIn(db, id, window), window, seen);
      const stale = clock.now() - seen > reachOf(intervalSeconds * 1000);
      // What was not looked at any more does not go on.
      const ended = (span: KeptSpan) => (span.to === null && stale ? { ...span, to: Math.max(span.from, seen) } : span);
      return { spans: spansIn(db, id, window, SPANS_MAX).map(ended), uptime };
    },
    onReading: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    connectionChanged: (id) => {
      if (environmentOf(id) !== null) return watches.get(id)?.signInAgain();
      forget(id);
      attempt('forgetting what was measured', id, () => deps.series.remove(id));
    },
    dispose: async () => {
      stopped = true;
      unsubscribe();
      await poller.dispose();
      for (const watched of watches.values()) watched.dispose();
      for (const [id, recorder] of recorders) attempt('writing what was seen', id, recorder.note);
    },
  };
};

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
