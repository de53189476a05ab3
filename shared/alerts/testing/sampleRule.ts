import fc from 'fast-check';
import { EnvironmentId } from '../../ids.ts';
import type { SeriesName } from '../../monitor/series.ts';
import { evaluateRule } from '../evaluateRule.ts';
import { type Condition, type Rule, RuleId } from '../rule.ts';
import type { RuleReading } from '../ruleReading.ts';
import { type RuleState, ruleState } from '../ruleState.ts';

export const cpuBusy = 'cpu.busy' as SeriesName;
export const overNinety: Condition = { kind: 'threshold', series: cpuBusy, side: 'above', open: 90, close: 80 };

/** A rule that opens with the first bad reading and closes with the first good one. */
export const sampleRule = (over: Partial<Rule> = {}): Rule => ({
  id: RuleId.parse('00000000-0000-4000-8000-000000000001'),
  environmentId: EnvironmentId.parse('00000000-0000-4000-8000-000000000002'),
  name: 'Processor busy',
  enabled: true,
  severity: 'warning',
  condition: overNinety,
  forSeconds: 0,
  openAfter: 1,
  closeAfter: 1,
  remindSeconds: null,
  makesItem: false,
  ...over,
});

/** Seconds between two readings of a sample. */
export const EVERY = 15;

/** Values as they come in, `EVERY` seconds apart; null is one that nobody could measure. */
export const valueReadings = (values: readonly (number | null)[], start = 0): readonly RuleReading[] =>
  values.map((value, index) => ({
    kind: 'value',
    value,
    at: (start + index * EVERY) * 1000,
    covers: 2 * EVERY * 1000,
  }));

/** The states after each reading. */
export const statesAfter = (
  rule: Rule,
  readings: readonly RuleReading[],
  first: RuleState = ruleState({ open: false, openings: [] }),
): readonly RuleState[] => {
  const states: RuleState[] = [];
  let state = first;
  for (const reading of readings) {
    state = evaluateRule(rule, state, reading);
    states.push(state);
  }
  return states;
};

/** How often it went from closed to open. */
export const openingsIn = (states: readonly RuleState[], openBefore = false): number =>
  states.filter(({ open }, index) => open && !(states[index - 1]?.open ?? openBefore)).length;

export const arbitraryCounts = fc.record({
  openAfter: fc.integer({ min: 1, max: 6 }),
  closeAfter: fc.integer({ min: 1, max: 6 }),
  forSeconds: fc.constantFrom(0, 15, 30, 60, 90),
});

/** Good, bad, between both limits, unknown. */
export const arbitraryValues = fc.array(fc.constantFrom(10, 95, 85, null), { minLength: 1, maxLength: 120 });
