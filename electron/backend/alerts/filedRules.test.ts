import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultRules } from '../../../shared/alerts/defaultRules.ts';
import { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { arbitraryRules } from '../projects/testing/arbitraryProject.ts';
import { createFiledRules } from './filedRules.ts';
import { alertBed, production, window } from './testing/alertBed.ts';

let bed: ReturnType<typeof alertBed>;
let filed: ReturnType<typeof createFiledRules>;
beforeEach(() => {
  bed = alertBed();
  filed = createFiledRules(bed.db, () => defaultRules);
  bed.world.firstRulesOf = filed.firstOf;
  bed.world.offeredRulesOf = filed.offeredTo;
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

it('M3 a rule that a file named comes back with the limits of the file; the usual ones that it left out are offered, too', async () => {
  const slow = { kind: 'threshold', series: 'http.p95' as SeriesName, side: 'above', open: 700, close: 600 } as const;
  const named = defaultRules
    .filter(({ name }) => name === 'Answers slow')
    .map((rule) => ({ ...rule, condition: slow }));
  filed.save(production, named);
  expect(await rules()).toHaveLength(1);
  const missing = async () => await bed.client.missingRules({ environment: production });
  expect(await missing()).toHaveLength(defaultRules.length - 1);
  await bed.client.removeRule({ rule: (await bed.ruleNamed('Answers slow')).id });
  expect(await missing()).toHaveLength(defaultRules.length);
  await bed.client.addMissingRules({ environment: production, window, names: ['Answers slow'] });
  expect(await rules()).toEqual(named);
});
