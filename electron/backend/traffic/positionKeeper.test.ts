import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KeptPosition } from './logPositionTable.ts';
import { createPositionKeeper } from './positionKeeper.ts';

it('M5 every request before a kept place is counted, so that going on from there loses none; and it gets on', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('read' as const),
      later: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant('close' as const), by: fc.integer({ min: 0, max: 40 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const kept: KeptPosition[] = [];
      const keeper = createPositionKeeper((position) => void kept.push(position));
      const times: number[] = [];
      let [newest, closed] = [0, 0];
      for (const each of steps) {
        const before = kept.at(-1);
        if (each.kind === 'close') {
          closed = Math.min(newest, closed + each.by);
          keeper.closed(closed, 0);
        } else {
          for (const by of each.later) {
            newest += by;
            times.push(newest);
          }
          keeper.read({ inode: '1', offset: times.length, before: Buffer.alloc(0) }, newest, each.later.length);
        }
        const last = kept.at(-1);
        if (last !== undefined && last !== before) expect(last.place.offset + last.lines).toBe(times.length);
        if (last !== undefined)
          for (const time of times.slice(0, last.place.offset)) expect(time).toBeLessThan(last.countedUntil);
      }
      keeper.closed(newest + 1, 0);
      if (times.length > 0) expect(kept.at(-1)?.place.offset).toBe(times.length);
    }),
  );
});
