import fc from 'fast-check';
import { expect, it } from 'vitest';
import { statusTimes } from './statusTimes.ts';
import { StatusCategory as Schema, type StatusCategory } from './workflow.ts';

it('P12 an item has an end exactly while it is done or cancelled, and its first start for ever', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Schema.options)), (ways) => {
      let item: ReturnType<typeof statusTimes> = { startedAt: null, endedAt: null };
      let last: StatusCategory = 'todo';
      for (const [at, category] of ways.entries()) {
        item = statusTimes(item, category, at);
        last = category;
      }
      const firstStart = ways.indexOf('doing');
      expect(item.startedAt).toBe(firstStart === -1 ? null : firstStart);
      expect(item.endedAt).toBe(last === 'done' || last === 'cancelled' ? ways.length - 1 : null);
    }),
  );
});
