import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { AccessLogFormat } from '../../../shared/monitor/accessLogFormat.ts';
import { TRAFFIC_BUCKET, type TrafficBucket, trafficSamples } from '../../../shared/monitor/trafficBuckets.ts';
import { createTrafficCounter } from '../../../shared/monitor/trafficCounter.ts';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import { mapSqliteError } from '../db/sqliteFailure.ts';
import { reconnectDelay } from '../ssh/reconnectDelay.ts';
import { followFailure, followOnce } from './followOnce.ts';
import { createLogCursor } from './logCursor.ts';
import type { TrafficDeps } from './trafficDeps.ts';

type State = TrafficReport['state'];

/** The reading of one environment's log. */
export interface TrafficWatch {
  readonly report: () => TrafficReport;
  /** Aborts, and resolves when nothing of it goes on. */
  readonly stop: () => Promise<void>;
}

/** While there is nothing to look at, in milliseconds. */
const PAUSED = 5_000;

/** Follows the log until it is stopped, over as many connections as it takes; a cut loses nothing that is still on the server. */
export const startTrafficWatch = (
  id: EnvironmentId,
  path: string,
  { format, notes }: { readonly format: AccessLogFormat; readonly notes: readonly string[] },
  deps: TrafficDeps,
): TrafficWatch => {
  const { clock, log, random } = deps;
  const abort = new AbortController();
  const { signal } = abort;
  const counter = createTrafficCounter(format);
  let shown: { readonly state: State; readonly since: number; readonly reason: string | null } = {
    state: 'connecting',
    since: clock.now(),
    reason: null,
  };
  let ahead = 0;
  let begun = false;
  let gaps = 0;
  let attempt = 0;

  const setState = (state: State, reason: string | null): void => {
    // Between two attempts it stays lost, with the reason, until it is live again.
    const same = shown.state === state ? shown.reason === reason : shown.state === 'lost' && state === 'connecting';
    if (same || signal.aborted) return;
    shown = { state, since: shown.state === state ? shown.since : clock.now(), reason };
    deps.feed.publish('traffic', id);
  };

  const keep = (closed: readonly TrafficBucket[]): void => {
    for (const bucket of closed) {
      const at = bucket.from + TRAFFIC_BUCKET;
      try {
        deps.record(
          id,
          trafficSamples(bucket).map(({ name, value }) => ({ name, value, at })),
        );
      } catch (error) {
        const failure = error instanceof Failure ? error : mapSqliteError(error);
        if (failure === null) throw error;
        log.warn('keeping traffic failed', { environment: id, error: failure.message });
      }
    }
    if (closed.length > 0) deps.feed.publish('traffic', id);
  };

  const cursor = createLogCursor((lines) => keep(counter.add(lines, clock.now(), ahead)));

  const follow = async (): Promise<never> => {
    setState('connecting', null);
    const session = await deps.connect(id, signal);
    try {
      return await followOnce(
        session,
        {
          clock,
          path,
          cursor,
          intervalMs: deps.intervalMs ?? 1_000,
          onClock: (apart) => {
            ahead = apart;
          },
          onHindrance: (reason) => setState(reason === null ? 'live' : 'blocked', reason),
          onLooked: () => {
            // What was not read is no time without requests.
            if (!begun || cursor.gaps() > gaps) counter.begin(clock.now());
            begun = true;
            gaps = cursor.gaps();
            attempt = 0;
            keep(counter.caughtUp(clock.now()));
          },
        },
        signal,
      );
    } catch (error) {
      const reason = followFailure(error, session.where);
      if (reason === null) throw error;
      throw new LostLink(reason);
    }
  };

  /** Milliseconds until the next turn. */
  const oneTurn = async (): Promise<number> => {
    const environment = deps.environmentOf(id);
    const paused = environment === null ? 'it is no longer there' : deps.pausedBecause(environment);
    if (paused !== null) {
      setState('off', paused);
      return PAUSED;
    }
    try {
      return await follow();
    } catch (error) {
      if (signal.aborted) return 0;
      attempt += 1;
      const reason = error instanceof LostLink || error instanceof Failure ? error.message : followFailure(error, '');
      if (reason === null) log.error('reading the access log failed', { environment: id, error: String(error) });
      setState('lost', reason ?? 'Pitwall met a fault of its own; its log has the detail.');
      return reconnectDelay(attempt, random());
    }
  };

  const run = async (): Promise<void> => {
    await setImmediate();
    while (!signal.aborted) {
      const pause = await oneTurn();
      await clock.sleep(pause, signal).catch(() => setImmediate());
    }
  };
  const over = run();

  return {
    report: () => ({ ...shown, notes: [...notes], ...counter.report(clock.now()), gaps: cursor.gaps() }),
    stop: async () => {
      abort.abort();
      await over;
    },
  };
};

class LostLink extends Error {}
