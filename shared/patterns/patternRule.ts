import { z } from 'zod';

/** A rule's name: Ruff's own code, or one of ours that begins with `PIT`. */
export const PatternRuleId = z
  .string()
  .regex(/^[A-Z]{3,5}\d{3}$/)
  .brand<'PatternRuleId'>();
export type PatternRuleId = z.infer<typeof PatternRuleId>;

/** A rule as the pages show it. */
export const PatternRule = z.object({
  id: PatternRuleId,
  /** Who looks: the real Ruff, or our own reader of Python. */
  engine: z.enum(['ruff', 'pitwall']),
  title: z.string(),
  /** Why it matters, in one or two sentences. */
  reason: z.string(),
  /** Python that the rule finds, and the same written well. */
  bad: z.string(),
  good: z.string(),
  /** Where more is written about it. */
  url: z.url(),
});
export type PatternRule = Readonly<z.infer<typeof PatternRule>>;
