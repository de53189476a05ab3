import type { Alert } from './alert.ts';
import type { RuleSettings } from './rule.ts';

/** Whether somebody must be reminded of an alert: it is open, was told, nobody took it, and the last word about it is old enough, or by a clock
 * that was set back since: nobody waits until that time comes again. */
export const reminderDue = (
  alert: Pick<Alert, 'closedAt' | 'acknowledged'> & { readonly toldAt: number | null },
  { remindSeconds }: Pick<RuleSettings, 'remindSeconds'>,
  now: number,
): boolean =>
  remindSeconds !== null &&
  alert.closedAt === null &&
  alert.acknowledged === null &&
  alert.toldAt !== null &&
  Math.abs(now - alert.toldAt) >= remindSeconds * 1000;
