import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serverText } from './serverText.ts';

describe('serverText', () => {
  it.each([
    ['plain', 'plain'],
    ['  two\r\nlines ', 'two lines'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;owned\u0007title', 'title'],
    ['\u001b]52;c;AAAA\u001b\\clip', 'clip'],
    ['a\u202Eb\u2066c\u200Bd', 'abcd'],
    ['nul\0nul', 'nul nul'],
    ['Grüße ☀', 'Grüße ☀'],
    ['', ''],
  ])('%j becomes %j', (given, shown) => {
    expect(serverText(given)).toBe(shown);
  });

  it('cuts at the limit and says so', () => {
    expect(serverText('x'.repeat(1000), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('lets no control or format character and no over-long text through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const shown = serverText(given, 50);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect([...shown].length).toBeLessThanOrEqual(50);
      }),
    );
  });
});
