import { afterEach, beforeEach, expect, it } from 'vitest';
import { environmentA, environmentB, metricsFolder } from './testing/metricsFolder.ts';

let at: ReturnType<typeof metricsFolder>;
beforeEach(() => {
  at = metricsFolder();
});
afterEach(() => at.remove());

it('M4 ten thousand series of one server: two thousand are kept, the rest is refused and counted, and nothing else suffers', () => {
  const start = Date.UTC(2026, 0, 1);
  const store = at.open();
  store.record(environmentA, [{ name: 'cpu.busy', at: start, value: 1 }]);
  const many = Array.from({ length: 10_000 }, (_, n) => ({ name: `net.in:veth${String(n)}`, value: n }));
  for (const later of [1_000, 2_000]) {
    const at = start + later;
    const recorded = store.record(environmentA, [
      ...many.map((each) => ({ ...each, at })),
      { name: 'cpu.busy', at, value: 2 },
    ]);
    expect(recorded).toEqual({ kept: 2_000, late: 0, refused: 8_001 });
  }
  expect(store.names(environmentA)).toHaveLength(2_000);
  expect(store.read(environmentA, 'cpu.busy', start, start + 3_000, 100).buckets.map(({ mean }) => mean)).toEqual([
    1, 2, 2,
  ]);
  store.record(environmentB, [{ name: 'cpu.busy', at: start, value: 5 }]);
  expect(store.names(environmentB)).toEqual(['cpu.busy']);
});
