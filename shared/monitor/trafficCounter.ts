import { readAccessLine } from './accessLine.ts';
import type { AccessLogFormat } from './accessLogFormat.ts';
import { durationAt } from './durationSketch.ts';
import { routeOf } from './routeOf.ts';
import { createRouteTable } from './routeTable.ts';
import { createTrafficBuckets, TRAFFIC_BUCKET, type TrafficBucket } from './trafficBuckets.ts';
import type { TrafficNow, TrafficReport } from './trafficReport.ts';

/** nginx may hold a line back for a moment; so long a bucket stays open, in milliseconds. */
const LATE = 3_000;
/** While old lines are read, one is at most so much older than another before it. */
const OUT_OF_ORDER = 60_000;
const MOST_SAMPLES = 3;
const SAMPLE_LENGTH = 300;
const MOST_FAILURES = 40;
const FAILURE_LENGTH = 500;

export interface TrafficCounter {
  /** Counts lines of the log. `ahead`: what must be added to the server's time to get ours. Gives the buckets that are complete thereby. */
  readonly add: (lines: readonly string[], now: number, ahead: number) => readonly TrafficBucket[];
  /** Everything up to now is read. */
  readonly caughtUp: (now: number) => readonly TrafficBucket[];
  /** Goes on after a restart: requests before the instant were counted then, and are left out. */
  readonly resume: (countedUntil: number) => void;
  /** Lines before the next ones are missing. */
  readonly leaveGap: () => void;
  /** The newest request that was added; 0 before the first. */
  readonly newest: () => number;
  readonly closedUntil: () => number | null;
  /** The newest lines of requests with a status of 500 and more, oldest first. */
  readonly failures: () => readonly string[];
  /** From here on every line is seen. */
  readonly begin: (now: number) => void;
  readonly report: (
    now: number,
  ) => Pick<TrafficReport, 'now' | 'total' | 'routes' | 'linesRead' | 'linesNotUnderstood' | 'samples'>;
}

/** Counts what an access log tells, ten seconds by ten seconds, and by route over the last hour. */
export const createTrafficCounter = (format: AccessLogFormat): TrafficCounter => {
  const buckets = createTrafficBuckets();
  const routes = createRouteTable();
  const samples: string[] = [];
  let [read, failed] = [0, 0];
  let latest: TrafficBucket | null = null;
  let countedUntil = 0;
  let newest = 0;
  const failures: string[] = [];

  const closeUntil = (at: number): readonly TrafficBucket[] => {
    const closed = buckets.closeUntil(at);
    latest = closed.at(-1) ?? latest;
    return closed;
  };

  const addLine = (text: string, now: number, ahead: number): number | null => {
    const line = readAccessLine(format, text);
    if (line?.at != null && line.at + ahead < countedUntil) return null;
    read += 1;
    if (line === null) {
      failed += 1;
      if (samples.length < MOST_SAMPLES) samples.push(text.slice(0, SAMPLE_LENGTH));
      return null;
    }
    const at = line.at === null ? now : Math.min(now, line.at + ahead);
    newest = Math.max(newest, at);
    if (line.status >= 500) {
      failures.push(text.slice(0, FAILURE_LENGTH));
      if (failures.length > MOST_FAILURES) failures.shift();
    }
    buckets.add(at, line.status, line.requestMs);
    const route = line.path === null ? '(no request)' : `${line.method ?? ''} ${routeOf(line.path)}`.trim();
    routes.add(at, route, line.status, line.requestMs);
    return at;
  };

  return {
    begin: buckets.begin,
    resume: (until) => {
      countedUntil = until;
      buckets.begin(until);
    },
    leaveGap: buckets.leaveGap,
    newest: () => newest,
    closedUntil: buckets.closedUntil,
    failures: () => failures,
    add: (lines, now, ahead) => {
      const closed: TrafficBucket[] = [];
      for (const line of lines) {
        const at = addLine(line, now, ahead);
        if (at !== null) closed.push(...closeUntil(at - OUT_OF_ORDER));
      }
      return closed;
    },
    caughtUp: (now) => {
      // From here on nothing is read a second time.
      countedUntil = 0;
      return closeUntil(now - LATE);
    },
    report: (now) => ({
      now: latest === null ? null : nowOf(latest),
      ...(({ total, routes: all }) => ({ total, routes: [...all] }))(routes.read(now)),
      linesRead: read,
      linesNotUnderstood: failed,
      samples: [...samples],
    }),
  };
};

const nowOf = ({ from, requests, classes, durations }: TrafficBucket): TrafficNow => ({
  at: from + TRAFFIC_BUCKET,
  rate: requests / (TRAFFIC_BUCKET / 1000),
  classes: classes.map((count) => count / (TRAFFIC_BUCKET / 1000)),
  errors: requests === 0 ? null : ((classes[4] ?? 0) / requests) * 100,
  p50: durationAt(durations, 0.5),
  p95: durationAt(durations, 0.95),
  p99: durationAt(durations, 0.99),
});
