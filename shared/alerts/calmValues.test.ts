import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calmValues } from './calmValues.ts';
import { evaluateRule } from './evaluateRule.ts';
import type { RuleReading } from './ruleReading.ts';
import { arbitraryCounts, cpuBusy, sampleRule, statesAfter, valueReadings } from './testing/sampleRule.ts';

const kinds = fc.constantFrom(
  { kind: 'threshold', series: cpuBusy, side: 'above', open: 90, close: 80 } as const,
  { kind: 'threshold', series: cpuBusy, side: 'below', open: 20, close: 30 } as const,
  { kind: 'rate', series: cpuBusy, side: 'above', percent: 50, overSeconds: 60 } as const,
  { kind: 'absence', series: cpuBusy, seconds: 60 } as const,
);
const value = fc.oneof(
  fc.constantFrom(10, 20, 25, 30, 80, 85, 90, 95, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double(),
);

/** What has no value did not come, although others did. */
const missed = (reading: RuleReading): RuleReading =>
  reading.kind === 'value' && reading.value === null
    ? { kind: 'nothing', watched: true, at: reading.at, covers: reading.covers }
    : reading;

it('M3 a value that is calm for a rule leaves it in the very state it was in, whatever came before', () => {
  fc.assert(
    fc.property(
      kinds,
      arbitraryCounts,
      fc.array(fc.option(value), { maxLength: 40 }),
      value,
      (condition, counts, before, next) => {
        const rule = sampleRule({ condition, ...counts });
        const readings = valueReadings([...before, next]).map(missed);
        const state = statesAfter(rule, readings.slice(0, -1)).at(-1);
        const reading = readings.at(-1);
        fc.pre(state !== undefined && reading !== undefined);
        const { above, below } = calmValues(rule, state);
        if (next > above && next < below) expect(evaluateRule(rule, state, reading)).toBe(state);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('M3 nearly every value of a quiet system is calm, and so is what an open alert goes on with', () => {
  const rule = sampleRule();
  const [good, bad] = statesAfter(rule, valueReadings([10, 95]));
  if (good === undefined || bad === undefined) throw new Error('no states');
  expect(calmValues(rule, good)).toEqual({ above: Number.NEGATIVE_INFINITY, below: 90 });
  expect(calmValues(rule, bad)).toEqual({ above: 80, below: Number.POSITIVE_INFINITY });
});
