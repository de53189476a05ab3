import { readAccessLine } from './accessLine.ts';
import type { AccessLogFormat } from './accessLogFormat.ts';
import { SAME_TIME } from './clockApart.ts';
import { durationAt } from './durationSketch.ts';
import { quietText } from './quietText.ts';
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

/** What was counted before a restart. */
export interface CountedBefore {
  /** Requests before this instant, in our time then. */
  readonly countedUntil: number;
  /** What was added to the server's time then. */
  readonly ahead: number;
  /** So many of the lines that come first had been read: later ones are new, whatever their time. */
  readonly lines: number;
}

export interface TrafficCounter {
  /** Counts lines of the log. `ahead`: what must be added to the server's time to get ours. Gives the buckets that are complete thereby. */
  readonly add: (lines: readonly string[], now: number, ahead: number) => readonly TrafficBucket[];
  /** Everything up to now is read. */
  readonly caughtUp: (now: number, ahead: number) => readonly TrafficBucket[];
  /** Goes on after a restart: what was counted then is left out. */
  readonly resume: (counted: CountedBefore) => void;
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

/** Counts what an access log tells, ten seconds by ten seconds, and by route over the last hour.
 *
 * Buckets follow our clock: when it is set back, what is open is closed and counting begins anew from there, so that the time until it is
 * as late as before is not heaped up in one bucket. */
export const createTrafficCounter = (format: AccessLogFormat): TrafficCounter => {
  const buckets = createTrafficBuckets();
  const routes = createRouteTable();
  const samples: string[] = [];
  let [read, failed] = [0, 0];
  let latest: TrafficBucket | null = null;
  let resumed: CountedBefore | null = null;
  /** Where to go on waits for the server's clock. */
  let resuming = false;
  /** Lines that were read since. */
  let resumedLines = 0;
  /** A clock was set while nobody counted: stamps may go back in the middle of what was missed. */
  let clockWasSet = false;
  let newest = 0;
  let lastNow = 0;
  const failures: string[] = [];

  const closeUntil = (at: number): readonly TrafficBucket[] => {
    const closed = buckets.closeUntil(at);
    latest = closed.at(-1) ?? latest;
    return closed;
  };

  const startOver = (at: number): readonly TrafficBucket[] => {
    newest = Math.min(newest, at);
    routes.forgetAfter(at);
    const closed = buckets.startOver();
    latest = null;
    return closed;
  };

  /** Follows our clock, and begins where was stopped before a restart as soon as the server's clock is known. */
  const follow = (now: number, ahead: number): readonly TrafficBucket[] => {
    const setBack = now < lastNow - OUT_OF_ORDER;
    lastNow = now;
    if (setBack) return startOver(now);
    if (resumed === null || !resuming) return [];
    resuming = false;
    clockWasSet = Math.abs(ahead - resumed.ahead) > 2 * SAME_TIME || resumed.countedUntil > now + OUT_OF_ORDER;
    if (!clockWasSet) buckets.begin(resumed.countedUntil);
    return [];
  };

  const wasCounted = (at: number): boolean =>
    resumed !== null && resumedLines <= resumed.lines && at + resumed.ahead < resumed.countedUntil;

  const addLine = (text: string, now: number, ahead: number, closed: TrafficBucket[]): void => {
    const line = readAccessLine(format, text);
    resumedLines += 1;
    if (line?.at != null && wasCounted(line.at)) return;
    read += 1;
    if (line === null) {
      failed += 1;
      if (samples.length < MOST_SAMPLES) samples.push(shown(text, SAMPLE_LENGTH));
      return;
    }
    const at = line.at === null ? now : Math.min(now, line.at + ahead);
    if (clockWasSet && at < newest - OUT_OF_ORDER) closed.push(...startOver(at));
    newest = Math.max(newest, at);
    if (line.status >= 500) {
      failures.push(shown(text, FAILURE_LENGTH));
      if (failures.length > MOST_FAILURES) failures.shift();
    }
    buckets.add(at, line.status, line.requestMs);
    const route = line.path === null ? '(no request)' : `${line.method ?? ''} ${routeOf(line.path)}`.trim();
    routes.add(at, route, line.status, line.requestMs);
    closed.push(...closeUntil(at - OUT_OF_ORDER));
  };

  return {
    begin: buckets.begin,
    resume: (counted) => {
      resumed = counted;
      resuming = true;
    },
    leaveGap: () => {
      resuming = false;
      buckets.leaveGap();
    },
    newest: () => newest,
    closedUntil: buckets.closedUntil,
    failures: () => failures,
    add: (lines, now, ahead) => {
      const closed = [...follow(now, ahead)];
      for (const line of lines) addLine(line, now, ahead, closed);
      return closed;
    },
    caughtUp: (now, ahead) => {
      const closed = follow(now, ahead);
      // From here on nothing is read a second time.
      resumed = null;
      clockWasSet = false;
      return [...closed, ...closeUntil(now - LATE)];
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

/** What is dropped leaves room for what follows it. */
const shown = (text: string, length: number): string => quietText(text.slice(0, length * 8)).slice(0, length);

const nowOf = ({ from, requests, classes, durations }: TrafficBucket): TrafficNow => ({
  at: from + TRAFFIC_BUCKET,
  rate: requests / (TRAFFIC_BUCKET / 1000),
  classes: classes.map((count) => count / (TRAFFIC_BUCKET / 1000)),
  errors: requests === 0 ? null : ((classes[4] ?? 0) / requests) * 100,
  p50: durationAt(durations, 0.5),
  p95: durationAt(durations, 0.95),
  p99: durationAt(durations, 0.99),
});
