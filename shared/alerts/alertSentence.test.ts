import { describe, expect, it } from 'vitest';
import { closeSentence, openSentence } from './alertSentence.ts';
import { measuredFigure } from './measuredFigure.ts';
import { ruleState } from './ruleState.ts';
import { spokenSeconds } from './spokenSeconds.ts';
import { cpuBusy, sampleRule, statesAfter, valueReadings } from './testing/sampleRule.ts';

const nothing = ruleState({ open: false, openings: [] });
const [seen] = valueReadings([93.24]);
if (seen === undefined) throw new Error('no reading');
const speak = (rule: ReturnType<typeof sampleRule>, unit = '%', detail = '') => ({ rule, name: cpuBusy, unit, detail });

describe('M3 what an alert says', () => {
  it('M3 says the figure, the limit and for how long', () => {
    expect(openSentence(speak(sampleRule({ forSeconds: 600 })), nothing, seen)).toBe(
      'cpu.busy is 93.2 %: above 90 % for 10 min.',
    );
    expect(openSentence(speak(sampleRule({ openAfter: 3 })), nothing, seen)).toBe(
      'cpu.busy is 93.2 %: above 90 %, 3 times in a row.',
    );
    const [back] = valueReadings([74]);
    if (back !== undefined)
      expect(closeSentence(speak(sampleRule()), { ...nothing, heldMs: 600_000 }, back)).toBe(
        'cpu.busy is 74 % again; this closes at 80 %. Good for 10 min.',
      );
  });

  it('M3 says a change against its mean', () => {
    const rule = sampleRule({
      condition: { kind: 'rate', series: cpuBusy, side: 'above', percent: 100, overSeconds: 3600 },
    });
    const readings = valueReadings([...Array<number>(240).fill(10), 32]);
    const before = statesAfter(rule, readings.slice(0, -1)).at(-1) ?? nothing;
    const last = readings.at(-1) ?? seen;
    expect(openSentence(speak(rule), before, last)).toBe(
      'cpu.busy is 32 %: 220 % above the mean of the 1 h before, 10 %.',
    );
  });

  it('M3 says what a probe saw, and what did not come', () => {
    const verdict = { kind: 'verdict', verdict: 'bad', at: 1, covers: 1 } as const;
    const hop = sampleRule({ condition: { kind: 'hop', hop: 'app' }, openAfter: 3 });
    expect(openSentence(speak(hop, '', 'The first hop that fails is the app: HTTP 502.'), nothing, verdict)).toBe(
      'The first hop that fails is the app: HTTP 502. Seen 3 times in a row.',
    );
    const absence = sampleRule({ condition: { kind: 'absence', series: cpuBusy, seconds: 90 } });
    expect(openSentence(speak(absence), nothing, { kind: 'nothing', watched: true, at: 1, covers: 1 })).toBe(
      'No sample of cpu.busy for 1 min 30 s, although the server was watched.',
    );
  });

  it('M3 never rounds a figure across the limit it passed', () => {
    expect(measuredFigure(90.04, '%', 90)).toBe('90.04 %');
    expect(measuredFigure(89.996, '%', 90)).toBe('89.996 %');
    expect(measuredFigure(13.97, 'days', 14)).toBe('13.97 days');
    expect(measuredFigure(1_234_567, 'bytes')).toBe('1.23 MB');
    expect(measuredFigure(0.000_41, '1/s')).toBe('0.00041 1/s');
    expect(measuredFigure(123_456_789, '')).toBe('123000000');
    expect(measuredFigure(0, 'ms', 0)).toBe('0 ms');
  });

  it('M3 says times as people do', () => {
    expect([0, 45, 60, 90, 3600, 5400, 90_000].map(spokenSeconds)).toEqual([
      '0 s',
      '45 s',
      '1 min',
      '1 min 30 s',
      '1 h',
      '1 h 30 min',
      '1 d 1 h',
    ]);
  });
});
