import { describe, expect, it } from 'vitest';
import { seriesUnit } from '../monitor/seriesUnit.ts';
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
      'Processor use is 93.2 %: above 90 % for 10 min.',
    );
    expect(openSentence(speak(sampleRule({ openAfter: 3 })), nothing, seen)).toBe(
      'Processor use is 93.2 %: above 90 %, 3 times in a row.',
    );
    const [back] = valueReadings([74]);
    if (back !== undefined)
      expect(closeSentence(speak(sampleRule()), { ...nothing, heldMs: 600_000 }, back)).toBe(
        'Processor use is 74 % again; this closes at 80 %. Good for 10 min.',
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
      'Processor use is 32 %: 220 % above the mean of the 1 h before, 10 %.',
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
      'No sample of processor use for 1 min 30 s, although the server was watched.',
    );
  });

  it('M3 calls a series as the charts do, a yes or no by its word, and what nobody foresaw by its name', () => {
    const say = (name: string, value: number, open: number, side: 'above' | 'below' = 'above') => {
      const [reading] = valueReadings([value]);
      const series = name as typeof cpuBusy;
      const rule = sampleRule({ condition: { kind: 'threshold', series, side, open, close: open } });
      const spoken = { rule, name, unit: seriesUnit(name), detail: '' };
      return reading === undefined
        ? []
        : [openSentence(spoken, nothing, reading), closeSentence(spoken, nothing, reading)];
    };
    expect(say('http.p95', 2400, 2000)).toEqual([
      '95th percentile of response time is 2400 ms: above 2000 ms.',
      '95th percentile of response time is 2400 ms again; this closes at 2000 ms.',
    ]);
    expect(say('http.5xx', 12, 10)[0]).toBe('Rate of 5xx responses is 12/s: above 10/s.');
    expect(say('disk.used:/srv/my%20data', 91, 85)[0]).toBe('Disk space in use on /srv/my data is 91 %: above 85 %.');
    expect(say('net.in:eth0', 2_000_000, 1_000_000)[0]).toBe(
      'Incoming network traffic on eth0 is 2 MB/s: above 1 MB/s.',
    );
    expect(say('path.nginx.firstByte', 90, 50)[0]).toBe('Time to the first byte from nginx is 90 ms: above 50 ms.');
    expect(say('unit.active:worker.service', 0, 1, 'below')[0]).toBe('The unit worker.service is not active.');
    expect(say('unit.active:worker.service', 1, 1, 'below')[1]).toBe('The unit worker.service is active again.');
    expect(say('queue.length', 5, 4)[0]).toBe('queue.length is 5: above 4.');
  });

  it('M3 never rounds a figure across the limit it passed', () => {
    expect(measuredFigure(90.04, '%', 90)).toBe('90.04 %');
    expect(measuredFigure(89.996, '%', 90)).toBe('89.996 %');
    expect(measuredFigure(13.97, 'days', 14)).toBe('13.97 days');
    expect(measuredFigure(1_234_567, 'bytes')).toBe('1.23 MB');
    expect(measuredFigure(0.000_41, '1/s')).toBe('0.00041/s');
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
