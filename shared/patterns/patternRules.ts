import type { PatternRule } from './patternRule.ts';
import { pitwallRules } from './pitwallRules.ts';
import { ruffRules } from './ruffRules.ts';

/** Every rule, our own first. */
export const patternRules: readonly PatternRule[] = [
  ...pitwallRules,
  ...ruffRules.map(({ name: _name, preview: _preview, ...rule }) => rule),
];

const byId = new Map<string, PatternRule>(patternRules.map((rule) => [rule.id, rule]));

/** A rule by its id; null when there is none of that name (any more). */
export const patternRule = (id: string): PatternRule | null => byId.get(id) ?? null;

/** Changes with every change of our own rules, so that what was found before is not taken for what they would find now. */
export const PITWALL_RULES_VERSION = '1';
