import type { Bucket } from '../../../shared/monitor/series.ts';

/** What a line shows at a moment: the bucket nearest to it, if none of its gaps lies there; null otherwise. Buckets ascend. */
export const bucketAt = (buckets: readonly Bucket[], step: number, at: number): Bucket | null => {
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [buckets[low - 1], buckets[low]];
  const nearest = before === undefined || (after !== undefined && after.at - at < at - before.at) ? after : before;
  return nearest !== undefined && Math.abs(nearest.at - at) <= step ? nearest : null;
};
