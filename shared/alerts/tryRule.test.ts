import { expect, it } from 'vitest';
import { type CausedSpan, spanReadings } from './spanReadings.ts';
import { cpuBusy, EVERY, sampleRule, valueReadings } from './testing/sampleRule.ts';
import { tryRule } from './tryRule.ts';

const window = { from: 0, to: 10 * EVERY * 1000 };
const track = (values: readonly (number | null)[]) => ({
  name: cpuBusy,
  unit: '%',
  detail: '',
  readings: valueReadings(values),
});

it('M3 tries a rule against what was measured: when it would have been open, why, and how much was watched', () => {
  const tried = tryRule(sampleRule(), [track([10, 95, 96, 10, null, null, 10, 10, 10, 95])], window);
  expect(tried.alerts).toEqual([
    {
      from: 15_000,
      to: 45_000,
      reason: 'Processor use is 95 %: above 90 %.',
      closed: 'Processor use is 10 % again; this closes at 80 %.',
    },
    { from: 135_000, to: null, reason: 'Processor use is 95 %: above 90 %.', closed: null },
  ]);
  expect(tried.watched).toBeCloseTo(0.6);
  expect(tryRule(sampleRule(), [], window)).toEqual({ alerts: [], watched: 0 });
});

it('M3 tries a rule about a hop against the stretches that were kept, a gap and another’s failure counting for nothing', () => {
  const span = (hop: CausedSpan['hop'], state: CausedSpan['state'], from: number, to: number | null, cause = '') => ({
    hop,
    state,
    from: from * 1000,
    to: to === null ? null : to * 1000,
    detail: '',
    cause,
  });
  const spans: readonly CausedSpan[] = [
    span('nginx', 'up', 0, 30),
    span('nginx', 'down', 30, 60),
    span('nginx', 'up', 60, 90),
    span('nginx', 'down', 105, null),
    span(null, 'up', 0, 30),
    span(null, 'down', 30, 60, 'nginx'),
    span(null, 'up', 60, 90),
    span(null, 'down', 105, null, 'app'),
  ];
  const rule = sampleRule({ condition: { kind: 'hop', hop: 'nginx' } });
  const tryWith = (watched: readonly ('nginx' | 'app')[]) =>
    tryRule(
      rule,
      [
        {
          name: 'nginx',
          unit: '',
          detail: '',
          readings: spanReadings(spans, 'nginx', new Set(watched), window, 5_000),
        },
      ],
      window,
    );
  expect(tryWith(['nginx', 'app']).alerts.map(({ from, to }) => [from, to])).toEqual([[30_000, 60_000]]);
  expect(tryWith(['nginx']).alerts.map(({ from, to }) => [from, to])).toEqual([
    [30_000, 60_000],
    [105_000, null],
  ]);
});

it('M3 counts as many looks as there were when they came a little closer together than planned', () => {
  const spans: readonly CausedSpan[] = [
    { hop: 'app', state: 'up', from: 0, to: 31_000, detail: '', cause: '' },
    // Looks at 31, 45.9 and 60.8 s; the next one, at 75.7 s, was good.
    { hop: 'app', state: 'down', from: 31_000, to: 75_700, detail: '', cause: '' },
    { hop: 'app', state: 'up', from: 75_700, to: null, detail: '', cause: '' },
  ];
  const rule = sampleRule({ condition: { kind: 'hop', hop: 'app' }, openAfter: 3 });
  const readings = spanReadings(spans, 'app', new Set(), window, EVERY * 1000);
  const { alerts } = tryRule(rule, [{ name: 'the app', unit: '', detail: '', readings }], window);
  expect(alerts.map(({ from, to }) => [from, to])).toEqual([[61_000, 75_700]]);
});
