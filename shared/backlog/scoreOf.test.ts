import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingRatings, scoreFormula } from './scoreFormula.ts';
import { type Rated, scoreOf } from './scoreOf.ts';

const even = { value: 1, urgency: 1, effort: 1 };
const rating = fc.option(fc.integer({ min: 1, max: 10 }));
const rated: fc.Arbitrary<Rated> = fc.record({
  value: rating,
  urgency: rating,
  effort: rating,
  estimate: fc.option(fc.constantFrom(0, 1, 2, 3, 5, 8)),
});
const weights = fc.record({
  value: fc.integer({ min: 0, max: 10 }),
  urgency: fc.integer({ min: 0, max: 10 }),
  effort: fc.constantFrom(0, 0.5, 1, 2),
});

describe('the score', () => {
  it('P4 is value and urgency over effort, and shows its formula with the numbers', () => {
    const item = { value: 8, urgency: 5, effort: 3, estimate: null };
    expect(scoreOf(item, even)).toBeCloseTo(13 / 3);
    expect(scoreFormula(item, even)).toBe('(1 × 8 + 1 × 5) ÷ 3 = 4.33');
    expect(scoreFormula(item, { value: 2, urgency: 1, effort: 0.5 })).toBe('(2 × 8 + 1 × 5) ÷ 3^0.5 = 12.12');
    expect(scoreFormula(item, { value: 2, urgency: 1, effort: 0 })).toBe('2 × 8 + 1 × 5 = 21');
  });

  it('P4 takes the estimate where effort is not rated, but never a 0', () => {
    expect(scoreOf({ value: 8, urgency: 5, effort: null, estimate: 13 }, even)).toBe(1);
    expect(scoreOf({ value: 8, urgency: 5, effort: 2, estimate: 13 }, even)).toBe(6.5);
    expect(scoreOf({ value: 8, urgency: 5, effort: null, estimate: 0 }, even)).toBeNull();
  });

  it('P4 is there exactly when nothing is missing, and says what is', () => {
    fc.assert(
      fc.property(rated, weights, (item, by) => {
        const score = scoreOf(item, by);
        expect(score === null).toBe(missingRatings(item, by).length > 0);
        expect(scoreFormula(item, by) === null).toBe(score === null);
        if (score !== null) expect(Number.isFinite(score)).toBe(true);
      }),
    );
    expect(missingRatings({ value: null, urgency: 3, effort: null, estimate: null }, even)).toEqual([
      'value',
      'effort or an estimate',
    ]);
  });

  it('P4 never falls when value rises, and never rises when effort does', () => {
    fc.assert(
      fc.property(rated, weights, (item, by) => {
        const score = scoreOf(item, by);
        if (score === null || item.value === null) return;
        expect(scoreOf({ ...item, value: item.value + 1 }, by)).toBeGreaterThanOrEqual(score);
        if (item.effort !== null) expect(scoreOf({ ...item, effort: item.effort + 1 }, by)).toBeLessThanOrEqual(score);
      }),
    );
  });
});
