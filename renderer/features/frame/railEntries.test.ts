import { describe, expect, it } from 'vitest';
import { rail, siteEntries } from './railEntries.ts';

describe('the rail', () => {
  it('names the wall and then the five phases in the order of the work', () => {
    expect(rail.map(({ phase }) => phase)).toEqual([null, 'Plan', 'Build', 'Test', 'Deploy', 'Monitor']);
  });

  it('P18 gives every screen a letter of its own after G', () => {
    const letters = [...rail.flatMap(({ entries }) => entries), ...siteEntries].map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.every((letter) => /^[A-Z]$/.test(letter) && letter !== 'G')).toBe(true);
  });
});
