import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleParts } from './visibleParts.ts';
import { visibleText } from './visibleText.ts';

it('T6 says the same as the whole text does, and marks just what was written out', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\t', '\u202e', '\x1b', 'é', '\u200b', '😀') }), (text) => {
      const parts = visibleParts(text);
      expect(parts.map((part) => part.text).join('')).toBe(visibleText(text));
      expect(parts.filter(({ acting }) => acting)).toHaveLength(
        [...text].filter((it) => visibleText(it) !== it).length,
      );
    }),
  ));
