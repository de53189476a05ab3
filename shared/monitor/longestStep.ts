/** One sample may be lost without a hole in the line; two in a row are a gap. */
const LOST = 2.5;

/** From what distance on two neighbours have a gap between them: two and a half times the distance that nine of ten neighbours keep, and
 * at least the length of a bucket. Milliseconds; `times` ascend.
 *
 * The ninth decile and not the median, because a gap is one distance among many, but a series that was once measured more seldom has many
 * long ones. */
export const longestStep = (times: readonly number[], bucket: number): number => {
  const distances = times.slice(1).map((time, index) => time - (times[index] ?? time));
  distances.sort((a, b) => a - b);
  const usual = distances[Math.floor((distances.length - 1) * 0.9)] ?? 0;
  return Math.max(bucket, Math.round(usual * LOST));
};
