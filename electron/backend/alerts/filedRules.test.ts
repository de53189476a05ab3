import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultRules } from '../../../shared/alerts/defaultRules.ts';
import { RuleSettings } from '../../../shared/alerts/rule.ts';
import { arbitraryRules } from '../projects/testing/arbitraryProject.ts';
import { createFiledRules } from './filedRules.ts';
import { alertBed, production } from './testing/alertBed.ts';

let bed: ReturnType<typeof alertBed>;
let filed: ReturnType<typeof createFiledRules>;
beforeEach(() => {
  bed = alertBed();
  filed = createFiledRules(bed.db, () => defaultRules);
  bed.world.firstRulesOf = filed.firstOf;
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});
const rules = async () => (await bed.client.rules({ environment: production })).map((rule) => RuleSettings.parse(rule));

it('M3 rules that a file named are those an environment begins with, and the file is the same before and after they are made', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRules, async (named) => {
      bed.db.exec('DELETE FROM alert_rule; DELETE FROM alert_rules_made; DELETE FROM alert_first_rules');
      expect(filed.of(production)).toBeNull();
      filed.save(production, named);
      const before = filed.of(production);
      const made = await rules();
      expect(filed.of(production)).toEqual(before);
      expect(made).toEqual(before);
      expect(made.toSorted(byName)).toEqual(named.toSorted(byName));
    }),
    { numRuns: 40 },
  );
});
const byName = (one: RuleSettings, other: RuleSettings): number => (one.name < other.name ? -1 : 1);

it('M3 an environment that no file speaks of begins with the default rules; what is changed or removed later is in its file', async () => {
  expect(await rules()).toHaveLength(defaultRules.length);
  await bed.changeRule('Processor busy', { forSeconds: 30 });
  await bed.client.removeRule({ rule: (await bed.ruleNamed('App down')).id });
  const written = filed.of(production);
  expect(written).toHaveLength(defaultRules.length - 1);
  expect(written?.find(({ name }) => name === 'Processor busy')?.forSeconds).toBe(30);
});
