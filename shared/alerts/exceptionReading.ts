import type { Condition } from './rule.ts';

/** An exception as a rule about exceptions sees it. */
export interface ExceptionReading {
  /** `new`: nothing like it was ever seen; `regressed`: it was resolved. */
  readonly event: 'new' | 'regressed' | 'again';
  /** Names the group, the same every time: alerts and items of one are told from those of another by it. */
  readonly subject: string;
  /** The group in words: `OrderGone in orders/views.py in show`. */
  readonly title: string;
  readonly message: string;
  /** How many the group has by now. */
  readonly count: number;
  readonly at: number;
  /** It was read long after it happened: Pitwall was closed or asleep. */
  readonly late: boolean;
  /** Its traceback. */
  readonly lines: readonly string[];
}

type ExceptionCondition = Extract<Condition, { readonly kind: 'exception' }>;

/** Whether a rule opens by an exception. `recent`: when its group was seen in the rule's minutes, with this one. What comes late is not
 * frequent now, whatever it was. */
export const exceptionOpens = (
  { event, count }: ExceptionCondition,
  reading: Pick<ExceptionReading, 'event' | 'late'>,
  recent: readonly unknown[],
): boolean => {
  switch (event) {
    case 'new':
      return reading.event === 'new';
    case 'regressed':
      return reading.event === 'regressed';
    case 'either':
      return reading.event !== 'again';
    case 'often':
      return !reading.late && recent.length > count;
  }
};

/** One time that a group was seen; `count` as in `ExceptionReading`. */
export type ExceptionTime = Pick<ExceptionReading, 'at' | 'count'>;

/** The times of a group that still count for a rule, with one more; at most one more than the rule's limit is kept.
 *
 * A count that was reached before says that what was counted then could not be written and is read again: it counts once. */
export const recentTimes = (
  { count, minutes }: ExceptionCondition,
  times: readonly ExceptionTime[],
  seen: ExceptionTime,
): readonly ExceptionTime[] =>
  [...times.filter((time) => time.count < seen.count && time.at > seen.at - minutes * 60_000), seen].slice(
    -(count + 1),
  );

/** Why an alert about an exception opened, in one sentence. */
export const exceptionSentence = (
  condition: ExceptionCondition,
  { event, title, message, count }: Pick<ExceptionReading, 'event' | 'title' | 'message' | 'count'>,
): string => {
  const said = message === '' ? '' : `: ${message}`;
  if (condition.event === 'often')
    return `${title} was seen more than ${condition.count} times in ${condition.minutes} min${said}`;
  return event === 'regressed'
    ? `${title} came back after it was resolved, seen ${count} times by now${said}`
    : `${title} was seen for the first time${said}`;
};
