/** A sketch of durations in milliseconds whose quantiles are off by one percent at most, and that adds up with others: percentiles of
 * percentiles would be wrong.
 *
 * Counts by logarithmic bucket, after Masson, Rim & Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees",
 * VLDB 2019. At most 914 buckets, because a duration of more than a day counts as a day. (The published package cannot be bundled: it wants
 * protobufjs for what is not needed here. The tests compare the two.) */
export interface DurationSketch {
  readonly buckets: Map<number, number>;
  /** Durations under a millisecond; the log tells milliseconds. */
  zeros: number;
  count: number;
}

const LONGEST = 86_400_000;
const ACCURACY = 0.01;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
const WIDTH = Math.log(GAMMA);

export const createDurationSketch = (): DurationSketch => ({ buckets: new Map(), zeros: 0, count: 0 });

const addTo = (sketch: DurationSketch, bucket: number, count: number): void => {
  sketch.buckets.set(bucket, (sketch.buckets.get(bucket) ?? 0) + count);
};

export const addDuration = (sketch: DurationSketch, ms: number): void => {
  sketch.count += 1;
  if (ms < 1) sketch.zeros += 1;
  else addTo(sketch, Math.ceil(Math.log(Math.min(LONGEST, ms)) / WIDTH), 1);
};

/** Adds what is in `from` to `sketch`, as if each duration had been added there. */
export const mergeDurations = (sketch: DurationSketch, from: DurationSketch): void => {
  for (const [bucket, count] of from.buckets) addTo(sketch, bucket, count);
  sketch.zeros += from.zeros;
  sketch.count += from.count;
};

/** In milliseconds, rounded to tenths; null when nothing is in it. Between two neighbours it is the lower one. */
export const durationAt = (sketch: DurationSketch, quantile: number): number | null => {
  if (sketch.count === 0) return null;
  const rank = quantile * (sketch.count - 1);
  let below = sketch.zeros;
  if (rank < below) return 0;
  let found = 0;
  for (const bucket of [...sketch.buckets.keys()].sort((one, other) => one - other)) {
    found = bucket;
    below += sketch.buckets.get(bucket) ?? 0;
    if (rank < below) break;
  }
  return Math.round(((2 * GAMMA ** found) / (GAMMA + 1)) * 10) / 10;
};
