import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { AccessLogFormat } from '../../../shared/monitor/accessLogFormat.ts';
import { clockInWords } from '../../../shared/monitor/clockApart.ts';
import { LATE_AFTER } from '../../../shared/monitor/lateExceptions.ts';
import { type LateTraffic, lateTrafficInWords, withLateBucket } from '../../../shared/monitor/lateTraffic.ts';
import { TRAFFIC_BUCKET, type TrafficBucket, trafficSamples } from '../../../shared/monitor/trafficBuckets.ts';
import { createTrafficCounter } from '../../../shared/monitor/trafficCounter.ts';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import { mapSqliteError } from '../db/sqliteFailure.ts';
import type { Ongoing } from '../live/perEnvironment.ts';
import { keepConnected } from '../ssh/keepConnected.ts';
import { followOnce } from './followOnce.ts';
import { createLogCursor } from './logCursor.ts';
import { findLogPosition, saveLogPosition } from './logPositionTable.ts';
import { createPositionKeeper } from './positionKeeper.ts';
import type { TrafficDeps } from './trafficDeps.ts';

const noTraffic: LateTraffic = { from: 0, to: 0, requests: 0, failed: 0 };

/** The reading of one environment's log. */
export interface TrafficWatch extends Ongoing {
  readonly report: () => TrafficReport;
  /** The newest lines of requests that failed, oldest first. */
  readonly failures: () => readonly string[];
}

/** Follows the log until it is stopped, over as many connections as it takes; neither a cut nor a restart loses what is still on the server. */
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
  let late: LateTraffic | null = null;
  const kept = findLogPosition(deps.db, id, path);
  if (kept !== null) {
    begun = true;
    counter.resume(kept);
  }
  const positions = createPositionKeeper((position) => saveLogPosition(deps.db, id, path, position));

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
      const isLate = clock.now() - at > LATE_AFTER;
      // Of a clock that was set back: nothing is judged by what it says of the future.
      const isEarly = at - clock.now() > LATE_AFTER;
      if (isLate) late = withLateBucket(late, bucket);
      try {
        deps.record(
          id,
          trafficSamples(bucket).map(({ name, value }) => ({ name, value, at })),
          isLate || isEarly,
        );
      } catch (error) {
        const failure = error instanceof Failure ? error : mapSqliteError(error);
        if (failure === null) throw error;
        log.warn('keeping traffic failed', { environment: id, error: failure.message });
      }
    }
    if (closed.length === 0) return;
    try {
      positions.closed(counter.closedUntil() ?? 0, ahead);
    } catch (error) {
      log.warn('keeping the place in the access log failed', { environment: id, error: String(error) });
    }
    deps.feed.publish('traffic', id);
  };

  let missing = false;
  const noteGap = (): void => {
    if (cursor.gaps() === gaps) return;
    // What was not read is no time without requests.
    gaps = cursor.gaps();
    missing = true;
    counter.leaveGap();
  };
  const cursor = createLogCursor(
    (lines) => {
      noteGap();
      const closed = counter.add(lines, clock.now(), ahead);
      positions.read(cursor.place(), counter.newest(), lines.length);
      keep(closed);
    },
    { from: kept?.place ?? null },
  );

  const onLooked = (): void => {
    noteGap();
    const closed = counter.caughtUp(clock.now(), ahead);
    if (!begun || counter.closedUntil() === null) {
      counter.begin(clock.now());
      positions.read(cursor.place(), 0, 0);
    }
    begun = true;
    keep(closed);
    const told = late === null && !missing ? null : lateTrafficInWords(late ?? noTraffic, missing);
    if (told !== null) deps.onMeanwhile(id, told);
    late = null;
    missing = false;
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
                if (clockInWords(apart) !== clockInWords(ahead)) deps.feed.publish('traffic', id);
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
    failures: counter.failures,
    report: () => ({
      ...shown,
      notes: [...notes, ...[clockInWords(ahead) ?? []].flat()],
      ...counter.report(clock.now()),
      gaps: cursor.gaps(),
    }),
    stop: async () => {
      abort.abort();
      await over;
    },
  };
};
