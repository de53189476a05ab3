import { addDuration, createDurationSketch, type DurationSketch, durationAt } from './durationSketch.ts';
import type { ResourceValue } from './resourceSamples.ts';

/** Milliseconds of a bucket. */
export const TRAFFIC_BUCKET = 10_000;

/** What was asked for within ten seconds. */
export interface TrafficBucket {
  readonly from: number;
  requests: number;
  /** Of status 100 to 199, 200 to 299, … 500 to 599. */
  readonly classes: number[];
  readonly durations: DurationSketch;
}

export interface TrafficBuckets {
  /** Counts a request. One that comes after its bucket was closed counts in the oldest open one: none is lost. */
  readonly add: (at: number, status: number, ms: number | null) => void;
  /** Closes all that end at or before `at`, oldest first, with empty ones in between: from the first request or `begin` on, no time is left out. */
  readonly closeUntil: (at: number) => readonly TrafficBucket[];
  /** The beginning of the oldest bucket that is not closed; null before the first request. */
  readonly closedUntil: () => number | null;
  /** Closes all that are open. The next request begins anew, also at an earlier time. */
  readonly startOver: () => readonly TrafficBucket[];
  /** The next request begins anew: what lies before it was not read. */
  readonly leaveGap: () => void;
  /** From here on requests are counted; what was not read before is a gap. */
  readonly begin: (at: number) => void;
}

/** A log that was silent for longer gives no buckets for that time. */
const MOST_EMPTY = 360;

const empty = (from: number): TrafficBucket => ({
  from,
  requests: 0,
  classes: [0, 0, 0, 0, 0],
  durations: createDurationSketch(),
});

const bucketOf = (at: number): number => Math.floor(at / TRAFFIC_BUCKET) * TRAFFIC_BUCKET;

export const createTrafficBuckets = (): TrafficBuckets => {
  const open = new Map<number, TrafficBucket>();
  /** The beginning of the oldest bucket that is not closed. */
  let next: number | null = null;

  return {
    closedUntil: () => next,
    startOver: () => {
      next = null;
      const all = [...open.values()].sort((one, other) => one.from - other.from);
      open.clear();
      return all;
    },
    leaveGap: () => {
      next = null;
    },
    begin: (at) => {
      next = Math.max(next ?? 0, bucketOf(at));
    },
    add: (at, status, ms) => {
      next ??= bucketOf(at);
      const from = Math.max(next, bucketOf(at));
      const bucket = open.get(from) ?? empty(from);
      open.set(from, bucket);
      bucket.requests += 1;
      const index = Math.floor(status / 100) - 1;
      if (index >= 0 && index < 5) bucket.classes[index] = (bucket.classes[index] ?? 0) + 1;
      if (ms !== null) addDuration(bucket.durations, ms);
    },
    closeUntil: (at) => {
      const end = bucketOf(at);
      if (next === null || end <= next) return [];
      const first = Math.max(next, end - MOST_EMPTY * TRAFFIC_BUCKET);
      const froms = [...open.keys()].filter((from) => from < first);
      for (let from = first; from < end; from += TRAFFIC_BUCKET) froms.push(from);
      next = end;
      return froms
        .sort((one, other) => one - other)
        .map((from) => {
          const bucket = open.get(from) ?? empty(from);
          open.delete(from);
          return bucket;
        });
    },
  };
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** A bucket as values of series. Errors are the share of 5xx; without a request there is no share, and without a duration no latency. */
export const trafficSamples = ({ requests, classes, durations }: TrafficBucket): readonly ResourceValue[] => {
  const seconds = TRAFFIC_BUCKET / 1000;
  const latency = [50, 95, 99].flatMap((percent) => {
    const value = durationAt(durations, percent / 100);
    return value === null ? [] : [{ name: `http.p${percent}`, value }];
  });
  return [
    { name: 'http.rate', value: round(requests / seconds) },
    ...classes.slice(1).map((count, index) => ({ name: `http.${index + 2}xx`, value: round(count / seconds) })),
    ...(requests === 0 ? [] : [{ name: 'http.errors', value: round(((classes[4] ?? 0) / requests) * 100) }]),
    ...latency,
  ];
};
