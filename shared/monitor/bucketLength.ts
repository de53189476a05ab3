const SECOND = 1_000;
/** The steps of what is rolled up and kept, in milliseconds. */
export const rollupSteps = { minute: 60_000, quarter: 900_000 } as const;

/** How long a bucket must be so that a window fits into `points` of them: whole seconds, above a minute whole minutes, above a quarter of
 * an hour whole quarters, so that no rollup lies in two buckets. Milliseconds. */
export const bucketLength = (from: number, to: number, points: number): number => {
  // The first and the last bucket lie half outside of the window.
  const least = Math.max(1, to - from) / Math.max(1, points - 1);
  const unit =
    least > rollupSteps.quarter ? rollupSteps.quarter : least > rollupSteps.minute ? rollupSteps.minute : SECOND;
  return Math.ceil(least / unit) * unit;
};
