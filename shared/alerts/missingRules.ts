import type { Condition, RuleSettings } from './rule.ts';

type Known = Pick<RuleSettings, 'name' | 'condition'>;

/** Those of an environment's default rules that it lacks: no rule has the name, and none looks at the same thing.
 *
 * One that was renamed, or that got other limits, is not missing. */
export const missingRules = (first: readonly RuleSettings[], rules: readonly Known[]): readonly RuleSettings[] => {
  const known = new Set(rules.flatMap(({ name, condition }) => [named(name), lookedAt(condition)]));
  return first.filter(({ name, condition }) => !known.has(named(name)) && !known.has(lookedAt(condition)));
};

const named = (name: string): string => `name ${name.toLowerCase()}`;

/** What a rule looks at, without its limits. */
const lookedAt = (condition: Condition): string => {
  switch (condition.kind) {
    case 'threshold':
    case 'rate':
      return `${condition.kind} ${condition.series} ${condition.side}`;
    case 'absence':
      return `absence ${condition.series}`;
    case 'hop':
      return `hop ${condition.hop}`;
    case 'exception':
      return `exception ${condition.event}`;
  }
};
