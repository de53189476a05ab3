import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedFields } from './changedFields.ts';
import { sameName } from './sameName.ts';

it('names the fields that differ, by their path', () => {
  const before = { name: 'a', ssh: { port: 22, jump: null, auth: { kind: 'agent' } }, exclude: ['.env'], old: 1 };
  const after = {
    name: 'a',
    ssh: { port: 23, jump: { host: 'b' }, auth: { kind: 'agent' } },
    exclude: ['.env', 'venv/'],
  };
  expect(changedFields(before, after)).toEqual(['ssh.port', 'ssh.jump', 'exclude', 'old']);
});

it('names none of two equal settings, and some of two that differ', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (a, b) => {
      expect(changedFields(a, structuredClone(a))).toEqual([]);
      const sorted = (value: object) => JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
      if (
        sorted(a) !== sorted(b) &&
        Object.keys({ ...a, ...b }).every((name) => !isObject(a[name]) || !isObject(b[name]))
      )
        expect(changedFields(a, b).length).toBeGreaterThan(0);
    }),
  );
});

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

it('takes names for one that people take for one', () => {
  expect(sameName('Staging', 'STAGING')).toBe(true);
  expect(sameName('Über', 'über'.normalize('NFD'))).toBe(true);
  expect(sameName('staging', 'staging 2')).toBe(false);
});
