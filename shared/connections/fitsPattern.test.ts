import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsPattern, fitsPatternList } from './fitsPattern.ts';

describe('fitsPattern', () => {
  it.each([
    ['web', 'web', true],
    ['WEB', 'web', true],
    ['web', 'web1', false],
    ['web?', 'web1', true],
    ['web?', 'web', false],
    ['*', '', true],
    ['*.example.org', 'a.b.example.org', true],
    ['*.example.org', 'example.org', false],
    ['a*b*c', 'axxbyybzc', true],
    ['a*b*c', 'axxbyybz', false],
    ['[a-z]', 'b', false],
    ['.', 'x', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s against %s is %s', (pattern, text, fits) => {
    expect(fitsPattern(pattern, text)).toBe(fits);
  });

  it('agrees with the regular expression it stands for', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    fc.assert(
      fc.property(glob, text, (pattern, given) => {
        const regexp = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(fitsPattern(pattern, given)).toBe(regexp.test(given));
      }),
    );
  });

  it('does not go wild on many stars', () => {
    expect(fitsPattern(`${'a*'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
  });
});

describe('fitsPatternList', () => {
  it.each([
    [['*', '!secret'], 'web', true],
    [['*', '!secret'], 'secret', false],
    [['!secret', '*'], 'secret', false],
    [['!secret'], 'web', false],
    [[], 'web', false],
    [['web', 'db'], 'db', true],
  ])('%j against %s is %s', (patterns, text, fits) => {
    expect(fitsPatternList(patterns, text)).toBe(fits);
  });
});
