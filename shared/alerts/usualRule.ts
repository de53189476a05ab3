import type { RuleSettings } from './rule.ts';

const HOUR = 3600;

/** What a rule is unless it says otherwise: three readings in a row open and close it; a critical one reminds every hour and makes an item. */
export const usualRule = (
  severity: RuleSettings['severity'],
): Omit<RuleSettings, 'name' | 'severity' | 'condition'> => ({
  enabled: true,
  forSeconds: 0,
  openAfter: 3,
  closeAfter: 3,
  remindSeconds: severity === 'critical' ? HOUR : null,
  makesItem: severity === 'critical',
});
