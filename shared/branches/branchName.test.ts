import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchNameOf, isWellNamed, itemNumberIn, slugOf } from './branchName.ts';
import { refusesBranch } from './refusesBranch.ts';
import { defaultRepositorySettings } from './repositorySettings.ts';

const types = defaultRepositorySettings.branchTypes;
const key = fc.stringMatching(/^[A-Z][A-Z0-9]{1,9}$/);
const number = fc.integer({ min: 1, max: 999_999_999 });
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.constantFrom(
    '--upload-pack=x',
    '$(id)',
    '`id`',
    'x;id',
    '../..',
    '.lock',
    '\u202Eabc',
    '',
    'A\nB',
    '日本語',
    '@{u}',
    'Ünïcödé Straße',
  ),
);

describe('branchNameOf', () => {
  it('B1 gives every title a name that git takes, bounded, ASCII, with the key to be read back', () => {
    fc.assert(
      fc.property(
        hostile,
        key,
        number,
        fc.constantFrom('feature' as const, 'bug' as const, 'debt' as const),
        (title, project, at, kind) => {
          const name = branchNameOf(types, { kind, key: `${project}-${at}`, title });
          expect(refusesBranch(name)).toBeNull();
          expect(name).toMatch(/^[a-z]+\/[A-Z][A-Z0-9]+-\d+(-[a-z0-9]+)*$/);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(itemNumberIn(name, project)).toBe(at);
          expect(isWellNamed(name, types, project)).toBe(true);
        },
      ),
    );
  });

  it('B1 cuts a long title at a word and keeps letters without their accents', () => {
    expect(slugOf('Ünïcödé: the Straße’s end')).toBe('unicode-the-strasses-end');
    expect(slugOf('a very long title that goes on and on and on until nobody reads it any more')).toBe(
      'a-very-long-title-that-goes-on-and-on-and-on',
    );
    expect(slugOf('日本語')).toBe('');
  });
});

describe('itemNumberIn', () => {
  it.each([
    ['feature/TR-12-search', 12],
    ['tr-12', 12],
    ['user/fix_TR-12_x', 12],
    ['feature/XTR-12', null],
    ['feature/TR-12x', null],
    ['feature/TR-123', 123],
    ['TR-0', null],
    ['main', null],
  ])('B2 reads the item of %j', (branch, expected) => {
    expect(itemNumberIn(branch, 'TR')).toBe(expected);
  });
});

describe('isWellNamed', () => {
  it.each(['TR-12', 'other/TR-12-x', 'feature/tr-12-x', 'feature/TR-12-X', 'feature/TR-x', 'feature/TR-12-'])(
    'B2 takes %j for badly named',
    (branch) => expect(isWellNamed(branch, types, 'TR')).toBe(false),
  );
});
