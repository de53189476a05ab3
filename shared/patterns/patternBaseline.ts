import { z } from 'zod';
import { Instant, Revision } from '../ids.ts';
import { PatternRuleId } from './patternRule.ts';

/** How many findings of one rule with one text one file had when the baseline was recorded, less those that were mended since.
 *
 * The text is the line of code without its outer blanks, so that a finding stays known when lines above it come and go. */
export const BaselineEntry = z.object({
  rule: PatternRuleId,
  path: z.string(),
  text: z.string(),
  count: z.number().int().min(1),
});
export type BaselineEntry = Readonly<z.infer<typeof BaselineEntry>>;

/** How many were left at a time. */
export const BaselinePoint = z.object({ at: Instant, revision: Revision, count: z.number().int() });
export type BaselinePoint = Readonly<z.infer<typeof BaselinePoint>>;

/** A project's baseline as its page shows it. */
export const PatternBaseline = z.object({
  /** Of base, where it was last looked at. */
  revision: Revision,
  recordedAt: Instant,
  recordedBy: z.string(),
  reason: z.string(),
  count: z.number().int(),
  perRule: z.array(z.object({ rule: PatternRuleId, count: z.number().int() })),
  /** The files with the most, at most 50. */
  perFile: z.array(z.object({ path: z.string(), count: z.number().int() })),
  /** Oldest first, since it was recorded. */
  trend: z.array(BaselinePoint),
});
export type PatternBaseline = Readonly<z.infer<typeof PatternBaseline>>;
