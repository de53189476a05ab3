import { DDSketch } from '@datadog/sketches-js';

/** A day; longer ones count as one, so that a sketch stays small. */
const LONGEST = 86_400_000;

/** A sketch of durations in milliseconds whose quantiles are off by one percent at most, and that adds up with others: percentiles of
 * percentiles would be wrong. Masson, Rim & Lee, DDSketch, VLDB 2019. */
export const createDurationSketch = (): DDSketch => new DDSketch({ relativeAccuracy: 0.01 });

export const addDuration = (sketch: DDSketch, ms: number): void => sketch.accept(Math.min(LONGEST, Math.max(0, ms)));

/** In milliseconds, rounded to tenths; null when nothing is in it. */
export const durationAt = (sketch: DDSketch, quantile: number): number | null =>
  sketch.count === 0 ? null : Math.round(sketch.getValueAtQuantile(quantile) * 10) / 10;
