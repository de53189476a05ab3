import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProjectSettings } from '../../../shared/projects/project.ts';
import { suggestKey } from './suggestKey.ts';

describe('suggestKey', () => {
  it.each([
    ['TubeRaker', 'TR'],
    ['Web shop', 'WS'],
    ['billing', 'BIL'],
    ['Übung für Åse', 'UFA'],
    ['2nd try', 'T'],
    ['日本', ''],
  ])('makes of "%s" the key "%s"', (name, key) => {
    expect(suggestKey(name)).toBe(key);
  });

  it('gives a key that the schema takes, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        const key = suggestKey(name);
        expect(key === '' || ProjectSettings.shape.key.safeParse(key).success).toBe(true);
      }),
    );
  });
});
