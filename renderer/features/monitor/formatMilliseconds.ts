/** A latency as people compare it: two or three significant digits, with its unit. */
export const formatMilliseconds = (ms: number): string => {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
};
