import type { ExceptionGroup } from '../monitor/exceptionGroup.ts';
import type { TriedAlert } from './contract.ts';
import { exceptionSentence } from './exceptionReading.ts';
import type { Condition } from './rule.ts';

/** What is kept of a group of exceptions over the past: when it was first and last seen, when it came back last, and how often in all. */
export interface PastException
  extends Pick<
    ExceptionGroup,
    'message' | 'count' | 'firstSeen' | 'lastSeen' | 'resolvedAt' | 'regressions' | 'regressedAt'
  > {
  /** The group in words: `OrderGone in orders/views.py in show`. */
  readonly title: string;
}

type ExceptionCondition = Extract<Condition, { readonly kind: 'exception' }>;
interface Window {
  readonly from: number;
  readonly to: number;
}

/** When a rule about exceptions would have been open, and what the past cannot say of it and why; null when it says all. */
export const triedExceptions = (
  condition: ExceptionCondition,
  groups: readonly PastException[],
  window: Window,
): { readonly alerts: readonly TriedAlert[]; readonly note: string | null } => {
  if (condition.event === 'often') return { alerts: [], note: oftenNote(condition, groups, window) };
  const alerts = groups.flatMap((group) => [
    ...(condition.event === 'regressed' ? [] : firstTime(condition, group, window)),
    ...(condition.event === 'new' ? [] : lastReturn(condition, group, window)),
  ]);
  const oftenBack = groups.some(({ regressions, regressedAt }) => regressions > 1 && (regressedAt ?? 0) >= window.from);
  return {
    alerts: alerts.toSorted((one, other) => one.from - other.from),
    note:
      condition.event !== 'new' && oftenBack
        ? 'Of an exception that came back several times only the last time is kept: it may have opened more often.'
        : null,
  };
};

const within = (at: number | null, { from, to }: Window): at is number => at !== null && at >= from && at <= to;

const firstTime = (condition: ExceptionCondition, group: PastException, window: Window): readonly TriedAlert[] => {
  if (!within(group.firstSeen, window)) return [];
  const seen = { title: group.title, message: group.message, event: 'new', count: 1 } as const;
  const reason = exceptionSentence(condition, seen);
  if (group.regressedAt === null) return [{ from: group.firstSeen, reason, ...settled(group) }];
  const closed = 'It was resolved: at the latest when it came back, which is all that is kept.';
  return [{ from: group.firstSeen, to: group.regressedAt, reason, closed }];
};

const lastReturn = (condition: ExceptionCondition, group: PastException, window: Window): readonly TriedAlert[] => {
  if (!within(group.regressedAt, window)) return [];
  const seen = { title: group.title, message: group.message, event: 'regressed', count: group.count } as const;
  return [{ from: group.regressedAt, reason: exceptionSentence(condition, seen), ...settled(group) }];
};

const settled = ({ resolvedAt }: PastException): Pick<TriedAlert, 'to' | 'closed'> => ({
  to: resolvedAt,
  closed: resolvedAt === null ? null : 'Its exceptions were resolved.',
});

/** A group that was never seen so often in all was never seen so often in a few minutes; of the others nobody can tell. */
const oftenNote = ({ count, minutes }: ExceptionCondition, groups: readonly PastException[], window: Window) => {
  const candidates = groups.filter((group) => group.count > count && group.lastSeen >= window.from);
  if (candidates.length === 0) return null;
  const [first] = candidates;
  const which =
    candidates.length === 1 ? `${first?.title}` : `${candidates.length} exceptions, such as ${first?.title},`;
  const many = `${which} ${candidates.length === 1 ? 'was' : 'were'} seen more than ${count} times in all`;
  return `This cannot be tried: of an exception its first and last time and their number are kept, not each time. ${many}; whether within ${minutes} min, nobody can tell afterwards. Save the rule, and it counts from then on; or try “Seen for the first time”.`;
};
