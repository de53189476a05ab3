import { type ExceptionReading, exceptionOpens, exceptionSentence } from '../../../shared/alerts/exceptionReading.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { AlertDeps } from './alertDeps.ts';
import { listOpenAlertsOf, listOpenOftenAlerts } from './alertTable.ts';
import type { AlertTransitions } from './alertTransitions.ts';
import type { RuleBook } from './ruleBook.ts';
import { getRule } from './ruleTable.ts';
import { createSeenOften } from './seenOften.ts';

/** Judges exceptions by the rules about them.
 *
 * Whether one is open already is read from its row, so that all of it belongs into the transaction that counts the exception. How often one was
 * seen in the last minutes is in memory: after a restart that begins anew. */
export const createExceptionRules = (
  deps: Pick<AlertDeps, 'db' | 'clock' | 'environmentOf' | 'mask'>,
  transitions: AlertTransitions,
  bookOf: (environment: EnvironmentId) => RuleBook,
) => {
  const { db, clock } = deps;
  const startedAt = clock.now();
  const seen = createSeenOften(clock.now);
  const keyOf = (rule: string, subject: string) => `${rule} ${subject}`;

  const judgeOne = (id: EnvironmentId, reading: ExceptionReading): void => {
    const environment = deps.environmentOf(id);
    if (environment === null) return;
    for (const { rule } of bookOf(id).exceptions) {
      const { condition } = rule;
      if (condition.kind !== 'exception') continue;
      const recent = condition.event === 'often' ? seen.add(keyOf(rule.id, reading.subject), condition, reading) : [];
      if (!exceptionOpens(condition, reading, recent)) continue;
      const { subject, lines, late } = reading;
      if (listOpenAlertsOf(db, id).some((alert) => alert.rule === rule.id && alert.subject === subject)) continue;
      const reason = deps.mask(id, exceptionSentence(condition, reading)).replaceAll(/[\p{Cc}\s]+/gu, ' ');
      transitions.open(rule, environment, { subject, reason: reason.slice(0, 1_000), at: reading.at, lines, late });
    }
  };

  return {
    /** Throws what cannot be written: then the exceptions are not counted, either. */
    judge: (id: EnvironmentId, readings: readonly ExceptionReading[]): void => {
      for (const reading of readings) judgeOne(id, reading);
    },
    /** Closes what is open about groups that somebody resolved or merged away; inside the transaction of that. */
    close: (id: EnvironmentId, subjects: readonly string[], reason: string): void => {
      for (const { rule } of bookOf(id).exceptions)
        for (const subject of subjects) transitions.close(rule, { subject, reason, at: clock.now(), heard: true });
    },
    /** Closes what is not seen so often any more. */
    settle: (): void => {
      seen.forgetOld();
      for (const { rule: id, subject } of listOpenOftenAlerts(db)) {
        const rule = getRule(db, id);
        if (rule?.condition.kind !== 'exception') continue;
        const { count, minutes } = rule.condition;
        const times = seen.timesOf(keyOf(id, subject));
        const last = Math.max(startedAt, times.length > count ? (times[0]?.at ?? 0) : 0);
        const now = clock.now();
        if (now - last < minutes * 60_000) continue;
        const reason = `It was not seen more than ${count} times in ${minutes} min any more.`;
        transitions.close(rule, { subject, reason, at: now, heard: false });
      }
    },
  };
};
