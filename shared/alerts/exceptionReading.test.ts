import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceLines } from './evidenceLines.ts';
import { type ExceptionTime, exceptionOpens, recentTimes } from './exceptionReading.ts';
import { meanwhileNotice } from './meanwhileNotice.ts';

describe('a rule about frequent exceptions', () => {
  it('M6 opens exactly when more than its limit lie in its minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 40 }),
        (count, minutes, steps) => {
          const condition = { kind: 'exception', event: 'often', count, minutes } as const;
          const all: number[] = [];
          let times: readonly ExceptionTime[] = [];
          let at = 0;
          for (const step of steps) {
            at += step;
            all.push(at);
            // What could not be written is read again, and counts once.
            if (step % 3 === 0) times = recentTimes(condition, times, { at, count: all.length });
            times = recentTimes(condition, times, { at, count: all.length });
            const within = all.filter((time) => time > at - minutes * 60_000).length;
            expect(exceptionOpens(condition, { event: 'again', late: false }, times)).toBe(within > count);
            expect(times.length).toBeLessThanOrEqual(count + 1);
          }
        },
      ),
    );
  });
});

describe('lines of evidence', () => {
  it('M8 are the newest, bounded, each on one line and without control characters, whatever was logged', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 900 }), { maxLength: 60 }), (lines) => {
        const shown = evidenceLines(lines);
        expect(shown.length).toBeLessThanOrEqual(20);
        expect(shown.join('\n').length).toBeLessThanOrEqual(4_096);
        for (const line of shown) {
          expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(line.length).toBeLessThanOrEqual(500);
        }
      }),
    );
    expect(evidenceLines(['old', ...Array.from({ length: 19 }, () => ''), '\u001b[31mred\u001b[0m\tx']).at(-1)).toBe(
      'red x',
    );
  });
});

describe('what happened meanwhile', () => {
  it('M6 is one notice, of one environment or of several', () => {
    const project = '00000000-0000-4000-8000-0000000000a1' as never;
    expect(meanwhileNotice([])).toBeNull();
    const one = meanwhileNotice([{ project, environmentName: 'production', sentence: '3 exceptions.' }]);
    expect(one).toMatchObject({
      title: 'While Pitwall was not looking: production',
      body: '3 exceptions.',
      alerts: [],
    });
    const told = Array.from({ length: 9 }, (_, n) => ({ project, environmentName: `e${n}`, sentence: 'x.' }));
    expect(meanwhileNotice(told)?.body.split('\n')).toEqual(['e0: x.', 'e1: x.', 'e2: x.', 'e3: x.', 'and 5 more']);
  });
});
