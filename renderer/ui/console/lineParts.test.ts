import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ansiSpans, withoutColors } from './ansiSpans.ts';
import { COLUMN_STEP, columnsAround, lineParts } from './lineParts.ts';
import { visibleText } from './visibleText.ts';

const text = (parts: readonly { readonly text: string }[]) => parts.map((part) => part.text).join('');
const line = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\u001b[31m', '\u001b[0m', 'needle', '😀😀', '\u202e')),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

describe('lineParts', () => {
  it('draws the whole line, every character to be seen', () => {
    fc.assert(
      fc.property(line, fc.constantFrom('', 'needle', 'e'), (each, search) => {
        expect(text(lineParts(each, search))).toBe(visibleText(text(ansiSpans(each))));
      }),
    );
  });

  it('draws of a long line what lies between two columns, and cuts no character in two', () => {
    fc.assert(
      fc.property(line, fc.nat(200), fc.nat(200), (each, from, length) => {
        const whole = text(lineParts(each, ''));
        const part = text(lineParts(each, 'needle', { from, to: from + length }));
        expect(whole.includes(part)).toBe(true);
        expect(Math.abs(part.length - whole.slice(from, from + length).length)).toBeLessThanOrEqual(2);
        if (whole.isWellFormed()) expect(part.isWellFormed()).toBe(true);
      }),
    );
  });

  it('draws all that is in sight, wherever the line is scrolled to', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 600 }), (first, fit) => {
        const { from, to } = columnsAround(first, fit);
        expect(from).toBeLessThanOrEqual(first);
        expect(to).toBeGreaterThanOrEqual(first + fit);
        expect(to - from).toBeLessThanOrEqual(fit + 5 * COLUMN_STEP);
      }),
    );
  });

  it('counts a line’s length without its colours', () => {
    expect(withoutColors('\u001b[1;31mred\u001b[0m and plain')).toBe('red and plain');
  });
});
