import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markMatches, matchesIn } from './markMatches.ts';

const few = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', ' ', 'İ', 'é') });
const spans = fc.array(few, { maxLength: 8 }).map((texts) => texts.map((text) => ({ text })));

describe('markMatches', () => {
  it('changes no text, and marks exactly the hits', () => {
    fc.assert(
      fc.property(spans, few, (line, search) => {
        const whole = line.map(({ text }) => text).join('');
        const marked = markMatches(line, search);
        expect(marked.map(({ parts }) => parts.map(({ text }) => text).join(''))).toEqual(line.map(({ text }) => text));
        const expected = new Array<boolean>(whole.length).fill(false);
        for (const start of matchesIn(whole, search)) expected.fill(true, start, start + search.length);
        const seen = marked.flatMap(({ parts }) => parts.flatMap(({ text, hit }) => Array.from(text, () => hit)));
        expect(seen).toEqual(expected);
      }),
    );
  });

  it('counts letters’ case only when the search has a capital', () => {
    expect(matchesIn('Error error ERROR', 'error')).toEqual([0, 6, 12]);
    expect(matchesIn('Error error ERROR', 'Error')).toEqual([0]);
  });

  it('marks a hit that reaches over several colours', () => {
    const parts = markMatches([{ text: 'xx fa' }, { text: 'i' }, { text: 'led yy' }], 'failed').map(
      (each) => each.parts,
    );
    expect(parts).toEqual([
      [
        { text: 'xx ', hit: false },
        { text: 'fa', hit: true },
      ],
      [{ text: 'i', hit: true }],
      [
        { text: 'led', hit: true },
        { text: ' yy', hit: false },
      ],
    ]);
  });
});
