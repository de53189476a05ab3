import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from './visibleText.ts';

const acts = /[^\P{Cc}\t]|[\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const any = fc.string({ unit: 'binary', maxLength: 200 });

describe('visibleText', () => {
  it('leaves nothing that acts in place of showing', () => {
    fc.assert(fc.property(any, (text) => !acts.test(visibleText(text))));
  });

  it('writes out what was there, and is the same when done twice', () => {
    expect(visibleText('\u001b]0;pwned\u0007 x\ty\rz')).toBe('\\x1b]0;pwned\\x07 x\ty\\rz');
    expect(visibleText('user \u202enimda\u202c \u0085\u007f')).toBe('user \\u202enimda\\u202c \\x85\\x7f');
    expect(visibleText('שלום 👩‍👩‍👧 é')).toBe('שלום 👩‍👩‍👧 é');
    fc.assert(fc.property(any, (text) => visibleText(visibleText(text)) === visibleText(text)));
  });

  it('reads a control’s picture as the control', () => {
    expect(visibleText('␛[2J ␇ ␡ ␍')).toBe('\\x1b[2J \\x07 \\x7f \\r');
  });
});
