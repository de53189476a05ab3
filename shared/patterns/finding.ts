import { z } from 'zod';
import { PatternRuleId } from './patternRule.ts';

/** A comment that keeps a rule quiet. */
export const Suppression = z.object({
  path: z.string(),
  /** Of the comment, from 1. */
  line: z.number().int(),
  /** As it is written. */
  text: z.string(),
  /** The rules or groups that it names (`ASYNC`, `ASYNC210`); empty: every rule. */
  rules: z.array(z.string()),
  /** null: none is given, which is a finding of its own. */
  reason: z.string().nullable(),
});
export type Suppression = Readonly<z.infer<typeof Suppression>>;

/** What a rule found in a file; lines and columns count from 1, columns in UTF-16 units. */
export const Finding = z.object({
  rule: PatternRuleId,
  path: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  endLine: z.number().int(),
  message: z.string(),
  /** The line of code, at most `CODE_LINE_MAX` characters of it. */
  code: z.string(),
});
export type Finding = Readonly<z.infer<typeof Finding>>;

/** So much of a line of code is kept. */
export const CODE_LINE_MAX = 400;

/** A finding on a line that a branch changed, with what a reader needs to mend it. */
export const ChangedFinding = Finding.extend({
  title: z.string(),
  reason: z.string(),
  good: z.string(),
  url: z.string(),
  /** `new` must be mended; `baseline` stood there before the baseline was recorded; `suppressed` is kept quiet by a comment. */
  state: z.enum(['new', 'baseline', 'suppressed']),
  /** Set when `state` is `suppressed`. */
  suppression: Suppression.nullable(),
});
export type ChangedFinding = Readonly<z.infer<typeof ChangedFinding>>;
