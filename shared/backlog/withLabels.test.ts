import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelKey, withLabels } from './withLabels.ts';

const labels = fc.array(fc.constantFrom('api', 'API', 'Api', 'ui', 'UI', 'ß', 'docs'), { maxLength: 8 });

it('P13 labels are added and removed whatever their case, each is there once, and the first spelling stays', () => {
  fc.assert(
    fc.property(labels, labels, labels, (before, added, removed) => {
      const after = withLabels(before, added, removed);
      const keys = after.map(labelKey);
      expect(new Set(keys).size).toBe(keys.length);
      for (const label of added) expect(keys).toContain(labelKey(label));
      const gone = removed.map(labelKey).filter((key) => !added.map(labelKey).includes(key));
      for (const key of gone) expect(keys).not.toContain(key);
      expect(withLabels(after, [])).toEqual(after);
    }),
  );
  expect(withLabels(['API'], ['api', 'ui'])).toEqual(['API', 'ui']);
});
