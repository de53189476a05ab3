import { type ExceptionReading, type ExceptionTime, recentTimes } from '../../../shared/alerts/exceptionReading.ts';
import type { Condition } from '../../../shared/alerts/rule.ts';

/** When groups of exceptions were seen lately, for rules about frequent ones. In memory: after a restart it begins anew. */
export const createSeenOften = (now: () => number) => {
  const seen = new Map<string, { readonly times: readonly ExceptionTime[]; readonly until: number }>();
  return {
    /** The times that count for a rule, with this one. What is late is not frequent now. */
    add: (
      key: string,
      condition: Extract<Condition, { kind: 'exception' }>,
      { at, count, late }: Pick<ExceptionReading, 'at' | 'count' | 'late'>,
    ): readonly ExceptionTime[] => {
      if (late) {
        seen.delete(key);
        return [];
      }
      const times = recentTimes(condition, seen.get(key)?.times ?? [], { at, count });
      seen.set(key, { times, until: now() + condition.minutes * 60_000 });
      return times;
    },
    timesOf: (key: string): readonly ExceptionTime[] => seen.get(key)?.times ?? [],
    /** Lets go what counts for no rule any more. */
    forgetOld: (): void => {
      for (const [key, { until }] of seen) if (until <= now()) seen.delete(key);
    },
    size: (): number => seen.size,
  };
};
