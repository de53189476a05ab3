import { watchedMs } from './judgeReading.ts';
import type { RuleReading } from './ruleReading.ts';

/** The share of a time that readings speak for, 0 to 1; times ascend. */
export const watchedShare = (
  readings: readonly RuleReading[],
  { from, to }: { readonly from: number; readonly to: number },
): number => {
  let [lastKnown, watched]: [number | null, number] = [null, 0];
  for (const reading of readings) {
    const known = isKnown(reading);
    if (known) watched += watchedMs(lastKnown, reading.at, reading.covers);
    lastKnown = known ? reading.at : null;
  }
  return Math.min(1, watched / Math.max(1, to - from));
};

const isKnown = (reading: RuleReading): boolean => {
  switch (reading.kind) {
    case 'value':
      return reading.value !== null;
    case 'verdict':
      return reading.verdict !== 'unknown';
    case 'nothing':
      return reading.watched;
  }
};
