import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateRule } from './evaluateRule.ts';
import type { RuleReading } from './ruleReading.ts';
import { pendingSince, ruleState } from './ruleState.ts';
import {
  arbitraryCounts,
  arbitraryValues,
  cpuBusy,
  EVERY,
  openingsIn,
  sampleRule,
  statesAfter,
  valueReadings,
} from './testing/sampleRule.ts';

const opens = (rule: ReturnType<typeof sampleRule>, values: readonly (number | null)[]): readonly boolean[] =>
  statesAfter(rule, valueReadings(values)).map(({ open }) => open);

describe('M3 a rule', () => {
  it('M3 opens after N bad readings in a row and closes after M good ones', () => {
    const rule = sampleRule({ openAfter: 3, closeAfter: 2 });
    expect(opens(rule, [95, 95, 10, 95, 95, 95, 10, 95, 10, 10])).toEqual([
      ...Array<boolean>(5).fill(false),
      ...Array<boolean>(4).fill(true),
      false,
    ]);
  });

  it('M3 opens at A and closes only at B: what lies between keeps it as it is', () => {
    expect(opens(sampleRule(), [85, 90, 91, 85, 81, 80, 85])).toEqual([false, false, true, true, true, false, false]);
    const below = sampleRule({
      condition: { kind: 'threshold', series: cpuBusy, side: 'below', open: 14, close: 15 },
    });
    expect(opens(below, [15, 14, 13.9, 14.5, 15])).toEqual([false, false, true, true, false]);
  });

  it('M3 must have been bad for a time, of which a gap and what nobody measured are no part', () => {
    const rule = sampleRule({ forSeconds: 60 });
    expect(opens(rule, [95, 95, 95, 95, 95])).toEqual([false, false, false, false, true]);
    expect(opens(rule, [95, 95, null, 95, 95, 95, 95])).toEqual([false, false, false, false, false, false, true]);
    const slept = [...valueReadings([95, 95]), ...valueReadings([95, 95, 95, 95], 8 * 3600)];
    expect(statesAfter(rule, slept).map(({ open }) => open)).toEqual([false, false, false, false, false, true]);
  });

  it('M3 says since when it is pending', () => {
    const states = statesAfter(sampleRule({ openAfter: 3 }), valueReadings([10, 95, 95, 95, 95]));
    expect(states.map(pendingSince)).toEqual([null, 15_000, 15_000, null, null]);
  });

  it('M3 opens by absence only while the server was watched', () => {
    const rule = sampleRule({ condition: { kind: 'absence', series: cpuBusy, seconds: 45 } });
    const ticks = (watched: readonly boolean[], from: number): readonly RuleReading[] =>
      watched.map((each, index) => ({
        kind: 'nothing',
        watched: each,
        at: (from + index * EVERY) * 1000,
        covers: 30_000,
      }));
    const sample = valueReadings([50]);
    const open = (readings: readonly RuleReading[]) => statesAfter(rule, readings).map((state) => state.open);
    expect(open([...sample, ...ticks([true, true, true], 15)])).toEqual([false, false, false, true]);
    expect(open([...sample, ...ticks([false, false, false, false, false, false, true, true], 15)])).not.toContain(true);
    expect(open([...sample, ...ticks([true], 9 * 3600)])).toEqual([false, false]);
    expect(open([...sample, ...ticks([true, true, true], 15), ...valueReadings([50], 60)]).at(-1)).toBe(false);
  });

  it('M3 opens on a change against the mean of the time before, once enough of that time is known', () => {
    const rule = sampleRule({
      condition: { kind: 'rate', series: cpuBusy, side: 'above', percent: 100, overSeconds: 300 },
    });
    const usual = Array<number>(20).fill(10);
    expect(openingsIn(statesAfter(rule, valueReadings([...usual, 19, 21])))).toBe(1);
    expect(openingsIn(statesAfter(rule, valueReadings([...usual, 19, 20])))).toBe(0);
    expect(openingsIn(statesAfter(rule, valueReadings([10, 10, 900])))).toBe(0);
    const drop = sampleRule({
      condition: { kind: 'rate', series: cpuBusy, side: 'below', percent: 50, overSeconds: 300 },
    });
    expect(openingsIn(statesAfter(drop, valueReadings([...usual, 4])))).toBe(1);
    expect(openingsIn(statesAfter(drop, valueReadings([...Array<number>(20).fill(0), 0])))).toBe(0);
  });

  it('M3 takes unknown readings for neither good nor bad, wherever they come', () => {
    fc.assert(
      fc.property(arbitraryCounts, arbitraryValues, (counts, values) => {
        const rule = sampleRule(counts);
        let state = ruleState({ open: false, openings: [] });
        for (const reading of valueReadings(values)) {
          const next = evaluateRule(rule, state, reading);
          if (reading.kind === 'value' && reading.value === null) expect(next).toEqual({ ...state, lastAt: null });
          state = next;
        }
        const known = values.filter((value) => value !== null);
        const untimed = sampleRule({ ...counts, forSeconds: 0 });
        const finalOf = (list: readonly (number | null)[]) => statesAfter(untimed, valueReadings(list)).at(-1)?.open;
        if (openingsIn(statesAfter(untimed, valueReadings(values))) <= 3 && known.length > 0)
          expect(finalOf(values)).toBe(finalOf(known));
      }),
    );
  });

  it('M3 never opens without N bad readings and the time they need, nor closes without M good ones', () => {
    fc.assert(
      fc.property(arbitraryCounts, arbitraryValues, (counts, values) => {
        const readings = valueReadings(values);
        const states = statesAfter(sampleRule(counts), readings);
        for (const [index, state] of states.entries()) {
          const before = states[index - 1]?.open ?? false;
          if (state.open === before) continue;
          const known = values.slice(0, index + 1).filter((value) => value !== null);
          const last = known.slice(state.open ? -counts.openAfter : -counts.closeAfter);
          expect(last.length).toBe(state.open ? counts.openAfter : counts.closeAfter);
          expect(last.every((value) => (state.open ? value > 90 : value <= 80))).toBe(true);
          if (state.open)
            expect(known.findLastIndex((value) => value <= 90)).toBeLessThan(known.length - counts.forSeconds / EVERY);
        }
      }),
    );
  });

  it('M3 bounds what flaps: 100 times bad and good are a handful of alerts, however fast', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 100, max: 300 }),
        (bad, good, times) => {
          const rule = sampleRule();
          let state = ruleState({ open: false, openings: [] });
          const openedAt: number[] = [];
          let at = 0;
          for (let flap = 0; flap < times; flap += 1)
            for (const [length, value] of [
              [bad, 95],
              [good, 10],
            ] as const)
              for (let step = 0; step < length; step += 1) {
                at += EVERY * 1000;
                const next = evaluateRule(rule, state, { kind: 'value', value, at, covers: 30_000 });
                if (next.open && !state.open) openedAt.push(at);
                state = next;
              }
          for (const [index, opened] of openedAt.entries()) {
            const inADay = openedAt.slice(index).filter((each) => each < opened + 86_400_000);
            expect(inADay.length).toBeLessThanOrEqual(11);
          }
        },
      ),
      { numRuns: 60 },
    );
    const fast = statesAfter(sampleRule(), valueReadings(Array.from({ length: 200 }, (_, at) => (at % 2 ? 10 : 95))));
    expect(openingsIn(fast)).toBe(4);
  });

  it('M3 goes on where it was after a restart, without opening a second time', () => {
    fc.assert(
      fc.property(arbitraryCounts, arbitraryValues, arbitraryValues, (counts, values, more) => {
        const rule = sampleRule(counts);
        const last = statesAfter(rule, valueReadings(values)).at(-1);
        if (last === undefined || !last.open) return;
        const again = ruleState({ open: true, openings: last.openings });
        const bad = more.map((value) => (value === null ? null : 95));
        expect(openingsIn(statesAfter(rule, valueReadings(bad, 10_000), again), true)).toBe(0);
      }),
    );
  });

  it('M3 costs nothing while all is well: the state stays the very same', () => {
    const state = ruleState({ open: false, openings: [] });
    for (const reading of valueReadings([10, 50, 90])) expect(evaluateRule(sampleRule(), state, reading)).toBe(state);
  });
});
