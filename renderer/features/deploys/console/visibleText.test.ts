import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from './visibleText.ts';

describe('visibleText', () => {
  it('leaves nothing that acts in place of showing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(
          /[^\P{Cc}\t]|[\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u,
        );
      }),
    );
  });

  it('shows what was there, and is the same when done twice', () => {
    expect(visibleText('\u001b]0;pwned\u0007 x\ty')).toBe('␛]0;pwned␇ x\ty');
    expect(visibleText('user \u202enimda\u202c \u0085\u007f')).toBe('user [U+202E]nimda[U+202C] [U+0085]␡');
    expect(visibleText('שלום 👩‍👩‍👧 é')).toBe('שלום 👩‍👩‍👧 é');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => visibleText(visibleText(text)) === visibleText(text)),
    );
  });
});
