import { expect, it } from 'vitest';
import { defaultRules } from '../../../shared/alerts/defaultRules.ts';
import type { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { draftOfRule, newRuleDraft, ruleDraftErrors, ruleOfDraft } from './ruleDraft.ts';

const rate: RuleSettings = {
  name: 'Slower than usual',
  enabled: false,
  severity: 'critical',
  condition: { kind: 'rate', series: 'http.p95' as SeriesName, side: 'above', percent: 50, overSeconds: 600 },
  forSeconds: 0,
  openAfter: 1,
  closeAfter: 2,
  remindSeconds: 3600,
  makesItem: true,
};
const absence: RuleSettings = {
  ...rate,
  condition: { kind: 'absence', series: 'cpu.busy' as SeriesName, seconds: 60 },
};

it('M3 a rule comes out of the form as it went in, of every kind', () => {
  for (const rule of [...defaultRules, rate, absence]) expect(ruleOfDraft(draftOfRule(rule))).toEqual(rule);
});

it('M3 the form says what is wrong at the field where it is', () => {
  expect(ruleDraftErrors({ ...newRuleDraft, name: 'x' })).toEqual({});
  expect(Object.keys(ruleDraftErrors(newRuleDraft))).toEqual(['name']);
  expect(ruleDraftErrors({ ...newRuleDraft, name: 'x', close: 95 })).toEqual({
    close: 'Must not lie on the bad side of where it opens.',
  });
  expect(ruleDraftErrors({ ...newRuleDraft, name: 'x', open: '' })).toHaveProperty('open');
  expect(ruleDraftErrors({ ...newRuleDraft, name: 'x', kind: 'absence', seconds: 1 })).toHaveProperty('seconds');
  expect(ruleDraftErrors({ ...newRuleDraft, name: 'x', kind: 'hop', open: '' })).toEqual({});
});
