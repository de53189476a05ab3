import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { AccessLogFormat } from '../../../shared/monitor/accessLogFormat.ts';
import { TRAFFIC_BUCKET, type TrafficBucket, trafficSamples } from '../../../shared/monitor/trafficBuckets.ts';
import { createTrafficCounter } from '../../../shared/monitor/trafficCounter.ts';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import { mapSqliteError } from '../db/sqliteFailure.ts';
import type { Ongoing } from '../live/perEnvironment.ts';
import { keepConnected } from '../ssh/keepConnected.ts';
import { followOnce } from './followOnce.ts';
import { createLogCursor } from './logCursor.ts';
import type { TrafficDeps } from './trafficDeps.ts';

/** The reading of one environment's log. */
export interface TrafficWatch extends Ongoing {
  readonly report: () => TrafficReport;
}

/** Follows the log until it is stopped, over as many connections as it takes; a cut loses nothing that is still on the server. */
export const startTrafficWatch = (
  id: EnvironmentId,
  path: string,
  { format, notes }: { readonly format: AccessLogFormat; readonly notes: readonly string[] },
  deps: TrafficDeps,
): TrafficWatch => {
  const { clock, log } = deps;
  const abort = new AbortController();
  const { signal } = abort;
  const counter = createTrafficCounter(format);
  let shown: Pick<TrafficReport, 'state' | 'since' | 'reason'> = {
    state: 'connecting',
    since: clock.now(),
    reason: null,
  };
  let ahead = 0;
  let begun = false;
  let gaps = 0;

  const setState = (state: TrafficReport['state'], reason: string | null): void => {
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

  const onLooked = (): void => {
    // What was not read is no time without requests.
    if (!begun || cursor.gaps() > gaps) counter.begin(clock.now());
    begun = true;
    gaps = cursor.gaps();
    keep(counter.caughtUp(clock.now()));
  };

  const over = Promise.resolve().then(() =>
    keepConnected(
      {
        ...deps,
        what: 'reading of the access log',
        connect: (stop) => deps.connect(id, stop),
        pausedBecause: () => {
          const environment = deps.environmentOf(id);
          return environment === null ? 'it is no longer there' : deps.pausedBecause(environment);
        },
        once: (session, live, stop) =>
          followOnce(
            session,
            {
              clock,
              path,
              cursor,
              intervalMs: deps.intervalMs ?? 1_000,
              onClock: (apart) => {
                ahead = apart;
              },
              onHindrance: (reason) => {
                if (reason === null) live();
                else setState('blocked', reason);
              },
              onLooked,
            },
            stop,
          ),
        onState: ({ state, reason }) => setState(state, reason),
      },
      signal,
    ),
  );

  return {
    report: () => ({ ...shown, notes: [...notes], ...counter.report(clock.now()), gaps: cursor.gaps() }),
    stop: async () => {
      abort.abort();
      await over;
    },
  };
};
