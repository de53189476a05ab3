import { z } from 'zod';
import { Condition, RuleSettings } from './rule.ts';
import { usualRule } from './usualRule.ts';

/** Rules of one environment in a file; the size of the file is the nearer limit, so that whatever fits a file that was written is read. */
export const FILED_RULES_MAX = 1_000;

/** How often an exception is often, where a file does not say it. */
const OFTEN = { count: 10, minutes: 10 } as const;

const [threshold, rate, absence, hop, exception] = Condition.options;
const condition = z.discriminatedUnion('kind', [
  threshold.strict(),
  rate.strict(),
  absence.strict(),
  hop.strict(),
  z.strictObject({
    ...exception.shape,
    count: exception.shape.count.default(OFTEN.count),
    minutes: exception.shape.minutes.default(OFTEN.minutes),
  }),
]);

const { shape } = RuleSettings;
/** A rule as a project file says it: what is left out is as in `usualRule`. */
export const FiledRule = z
  .strictObject({
    name: shape.name,
    severity: shape.severity,
    condition,
    enabled: shape.enabled.optional(),
    forSeconds: shape.forSeconds.optional(),
    openAfter: shape.openAfter.optional(),
    closeAfter: shape.closeAfter.optional(),
    remindSeconds: shape.remindSeconds.optional(),
    makesItem: shape.makesItem.optional(),
  })
  .transform(({ name, severity, condition, ...given }): RuleSettings => {
    const usual = usualRule(severity);
    return {
      name,
      severity,
      condition,
      enabled: given.enabled ?? usual.enabled,
      forSeconds: given.forSeconds ?? usual.forSeconds,
      openAfter: given.openAfter ?? usual.openAfter,
      closeAfter: given.closeAfter ?? usual.closeAfter,
      remindSeconds: given.remindSeconds === undefined ? usual.remindSeconds : given.remindSeconds,
      makesItem: given.makesItem ?? usual.makesItem,
    };
  });
