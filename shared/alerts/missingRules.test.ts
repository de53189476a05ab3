import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultRules } from './defaultRules.ts';
import { missingRules } from './missingRules.ts';

it('M3 names just the default rules that an environment lacks, and none once they are added', () => {
  fc.assert(
    fc.property(fc.subarray([...defaultRules]), (kept) => {
      const missing = missingRules(defaultRules, kept);
      expect(missing).toEqual(defaultRules.filter((rule) => !kept.includes(rule)));
      expect(missingRules(defaultRules, [...kept, ...missing])).toEqual([]);
    }),
  );
});

it('M3 takes a rule that was renamed, or that has other limits, for the one it was', () => {
  const changed = defaultRules.map((rule) => {
    if (rule.name === 'App down') return { ...rule, name: 'Our app is gone' };
    if (rule.condition.kind !== 'threshold' || rule.name !== 'Answers slow') return rule;
    return { ...rule, name: 'Slow', condition: { ...rule.condition, open: 900, close: 800 } };
  });
  expect(missingRules(defaultRules, changed)).toEqual([]);
  expect(missingRules(defaultRules, [{ name: 'APP DOWN', condition: { kind: 'hop', hop: 'edge' } }])).toHaveLength(
    defaultRules.length - 2,
  );
});
