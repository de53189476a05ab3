import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldProgress } from './foldProgress.ts';

describe('foldProgress', () => {
  it('keeps the last state of a progress display and counts the ones before', () => {
    const states = Array.from({ length: 40 }, (_, at) => `Updating files: ${String(at)}%`);
    const last = { text: 'Updating files: 39%', folded: 39 };
    expect(foldProgress(states.join('\r'))).toEqual(last);
    expect(foldProgress(`${states.join('\u240d')}\u240d`)).toEqual(last);
    expect(foldProgress(`\u001b[32ma\rb\rc\r\u001b[0m`)).toEqual({ text: `\u001b[32ma\rb\rc\r\u001b[0m`, folded: 0 });
    expect(foldProgress(`\u001b[32ma\rb\rc\rd\r`).text).toBe('\u001b[32md');
  });

  it('hides nothing behind a single return', () => {
    const line = 'rm -rf /\rall is well';
    expect(foldProgress(line)).toEqual({ text: line, folded: 0 });
  });

  it('never makes a line longer than it was, and never drops its end', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 }), (states) => {
        const line = states.join('\r');
        const { text } = foldProgress(line);
        expect(text.length).toBeLessThanOrEqual(line.length);
        expect(line.endsWith(text) || text === line || line.includes(text)).toBe(true);
      }),
    );
  });
});
