import { closeSync, copyFileSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesStore } from './seriesStore.ts';
import { environmentA, environmentB, metricsFolder } from './testing/metricsFolder.ts';

let at: ReturnType<typeof metricsFolder>;
beforeEach(() => {
  at = metricsFolder();
});
afterEach(() => at.remove());

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const start = Date.UTC(2026, 0, 1);

/** A value that says when it was measured, with a spike of 1000 at every full hour. */
const valueAt = (time: number): number => (time % HOUR === 0 ? 1_000 : ((time / SECOND) % 97) / 4);

const fill = (
  store: SeriesStore,
  from: number,
  to: number,
  step = 15 * SECOND,
  names: readonly string[] = ['cpu.busy'],
) => {
  for (let time = from; time < to; time += step)
    store.record(
      environmentA,
      names.map((name) => ({ name, at: time, value: valueAt(time) })),
    );
};
const read = (store: SeriesStore, from: number, to: number, points = 5_000, name = 'cpu.busy') =>
  store.read(environmentA, name, from, to, points);
const total = (data: ReturnType<typeof read>) => data.buckets.reduce((sum, { count }) => sum + count, 0);
const broken = () => readdirSync(at.dir).filter((name) => name.includes('.broken-'));

describe('the store of samples', () => {
  it('M4 gives each sample back as it was, whether in a block or not, also after a restart', () => {
    const store = at.open();
    const end = start + 2.5 * HOUR;
    fill(store, start, end);
    const expected = Array.from({ length: 600 }, (_, n) => start + n * 15 * SECOND).map((time) => ({
      at: time,
      min: valueAt(time),
      max: valueAt(time),
      mean: valueAt(time),
      count: 1,
    }));
    expect(read(store, start, end).buckets).toEqual(expected);
    // Closed without a word, as by a kill: the scrapes in `head` are all there is.
    at.closeAll();
    expect(read(at.open(), start, end).buckets).toEqual(expected);
    expect(store.notices()).toEqual([]);
  });

  it('M4 goes on after a restart without losing or doubling a sample, wherever the blocks end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }), (runs) => {
        const own = metricsFolder();
        try {
          let time = start;
          for (const many of runs) {
            const store = own.open();
            fill(store, time, time + many * MINUTE, MINUTE, ['a', 'b']);
            time += many * MINUTE;
            own.closeAll();
          }
          const store = own.open();
          for (const name of ['a', 'b']) {
            const { buckets } = read(store, start, time, 5_000, name);
            expect(buckets.map((bucket) => bucket.at)).toEqual(
              Array.from({ length: (time - start) / MINUTE }, (_, n) => start + n * MINUTE),
            );
          }
        } finally {
          own.remove();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('M4 keeps the environments apart, names what it has, and forgets one that is gone', async () => {
    const store = at.open({ keep: { 0: 30 * DAY, 1: 60 * DAY, 2: 90 * DAY } });
    store.record(environmentA, [
      { name: 'load.1', at: start, value: 0.5 },
      { name: 'cpu.busy', at: start, value: 12.5 },
    ]);
    store.record(environmentB, [{ name: 'cpu.busy', at: start, value: 90 }]);
    expect([store.names(environmentA), store.names(environmentB)]).toEqual([['cpu.busy', 'load.1'], ['cpu.busy']]);
    expect(read(store, 0, start * 2).buckets).toMatchObject([{ at: start, mean: 12.5 }]);
    store.remove(environmentA);
    expect([store.names(environmentA), read(store, 0, start * 2).buckets]).toEqual([[], []]);
    await store.sweep();
    expect(store.read(environmentB, 'cpu.busy', 0, start * 2, 100).buckets).toMatchObject([{ at: start, mean: 90 }]);
    store.record(environmentA, [{ name: 'cpu.busy', at: start - 1, value: 1 }]);
    expect(read(store, 0, start * 2).buckets).toHaveLength(1);
  });

  it('M4 drops what comes twice, a little late, or is no number, counts it and stays whole', () => {
    const store = at.open();
    const sample = (time: number, value = 1) => store.record(environmentA, [{ name: 'cpu.busy', at: time, value }]);
    expect(sample(start)).toEqual({ kept: 1, late: 0, refused: 0 });
    expect(sample(start)).toEqual({ kept: 0, late: 1, refused: 0 });
    expect(sample(start - 10 * MINUTE)).toEqual({ kept: 0, late: 1, refused: 0 });
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(sample(start + 1, value)).toEqual({ kept: 0, late: 0, refused: 1 });
    expect(sample(Number.NaN)).toEqual({ kept: 0, late: 0, refused: 1 });
    expect(sample(-5)).toEqual({ kept: 0, late: 0, refused: 1 });
    expect(sample(start + 1)).toEqual({ kept: 1, late: 0, refused: 0 });
    expect(store.size()).toMatchObject({ late: 2, refused: 4 });
    expect(read(store, 0, start * 2).buckets.map(({ count }) => count)).toEqual([2]);
  });

  it('M4 goes on when the clock is set back by hours, and keeps both what was before and what comes', () => {
    const store = at.open();
    fill(store, start + 300 * DAY, start + 300 * DAY + HOUR);
    fill(store, start, start + 2 * HOUR);
    at.closeAll();
    const again = at.open();
    fill(again, start + 2 * HOUR, start + 3 * HOUR);
    expect(read(again, start, start + 3 * HOUR).buckets).toHaveLength(720);
    expect(total(read(again, start + 300 * DAY, start + 301 * DAY))).toBe(240);
    expect(again.names(environmentA)).toEqual(['cpu.busy']);
    expect(again.size().late).toBe(0);
  });
});

describe('windows', () => {
  it('M9 keeps every extreme, however long the window', () => {
    const store = at.open();
    const end = start + 10 * DAY;
    fill(store, start, end, 30 * SECOND);
    for (const points of [10, 100, 1_000]) {
      const { buckets } = read(store, start, end - 1, points);
      expect(buckets.length).toBeLessThanOrEqual(points);
      expect(total({ name: '', unit: '', step: 0, buckets })).toBe((10 * DAY) / (30 * SECOND));
      // A bucket that holds a full hour holds its spike.
      const length = ((buckets[2]?.at ?? 0) - (buckets[1]?.at ?? 0)) / HOUR;
      const spikes = buckets.filter(({ max }) => max === 1_000).length;
      expect(spikes).toBe(length >= 1 ? buckets.length : 240);
    }
  });

  it('M9 leaves a gap a gap', () => {
    const store = at.open();
    fill(store, start, start + HOUR);
    fill(store, start + 2 * HOUR, start + 3 * HOUR);
    for (const points of [5_000, 700, 50]) {
      const { buckets, step } = read(store, start, start + 3 * HOUR, points);
      const wide = buckets.slice(1).filter((bucket, index) => bucket.at - (buckets[index]?.at ?? 0) > step);
      expect(wide).toHaveLength(1);
      expect(buckets.some(({ at: time }) => time >= start + HOUR && time < start + 2 * HOUR)).toBe(false);
    }
  });

  it('M9 shows the same in the finest buckets and summed up, while levels are rolled up and dropped', async () => {
    const store = at.open({ keep: { 0: DAY, 1: 10 * DAY, 2: 40 * DAY } });
    const names = ['cpu.busy', 'load.1'];
    const wanted = (from: number, to: number) => (to - from) / (2 * MINUTE);
    for (let day = 0; day < 30; day += 1) {
      fill(store, start + day * DAY, start + (day + 1) * DAY, 2 * MINUTE, names);
      at.clock.move(start + (day + 1) * DAY - at.clock.now());
      await store.sweep();
      const end = start + (day + 1) * DAY;
      for (const name of names)
        for (const [from, points] of [
          [start, 20],
          [start, 1_000],
          [start, 5_000],
          [end - DAY, 1_000],
          [Math.max(start, end - 7 * DAY), 300],
        ] as const)
          expect([day, points, total(read(store, from, end - 1, points, name))]).toEqual([
            day,
            points,
            wanted(from, end),
          ]);
    }
    const all = read(store, start, start + 30 * DAY - 1, 5_000);
    expect(all.buckets.filter(({ max }) => max === 1_000)).toHaveLength(30 * 24);
    // Old samples are gone: the oldest buckets are quarters of an hour, the newest samples.
    expect(all.buckets[0]?.count).toBe(8);
    expect(all.buckets.at(-1)?.count).toBeLessThan(6);
    expect(read(store, start + 29.9 * DAY, start + 30 * DAY - 1).buckets.at(-1)?.count).toBe(1);
    at.closeAll();
    expect(total(read(at.open(), start, start + 30 * DAY - 1, 400))).toBe(wanted(start, start + 30 * DAY));
  });

  it('M9 knows the unit of a series, and nothing of one that is not there', () => {
    const store = at.open();
    expect(store.read(environmentA, 'net.in:eth0', 0, DAY, 100)).toEqual({
      name: 'net.in:eth0',
      unit: 'bytes/s',
      step: 15 * MINUTE,
      buckets: [],
    });
  });
});

describe('what is old or too much', () => {
  it('M9 goes: samples after their time, then their minutes, then their quarters, then the series itself', async () => {
    const store = at.open({ keep: { 0: DAY, 1: 3 * DAY, 2: 9 * DAY } });
    fill(store, start, start + DAY, MINUTE);
    const later = async (days: number) => {
      at.clock.move(start + days * DAY - at.clock.now());
      await store.sweep();
      return read(store, start, start + DAY - 1).buckets.at(10)?.count ?? 0;
    };
    const counts = [];
    for (const days of [1, 2.2, 6.1, 14]) counts.push(await later(days));
    expect(counts).toEqual([1, 1, 15, 0]);
    expect(store.names(environmentA)).toEqual([]);
  });

  it('M9 keeps within its size by keeping everything shorter', async () => {
    const limit = 600_000;
    const store = at.open({ limit });
    for (let day = 0; day < 8; day += 1) {
      for (let time = start + day * DAY; time < start + (day + 1) * DAY; time += 30 * SECOND)
        store.record(environmentA, [{ name: 'noise', at: time, value: (time * 7919) % 1_000_003 }]);
      at.clock.move(start + (day + 1) * DAY - at.clock.now());
    }
    const newest = () => store.read(environmentA, 'noise', start + 7.9 * DAY, start + 8 * DAY, 5_000).buckets.length;
    const before = newest();
    for (let name = 0; name < 20; name += 1)
      for (let time = start; time < start + 5 * DAY; time += 5 * MINUTE)
        store.record(environmentB, [{ name: `noise.${name}`, at: time, value: (time * 104_729) % 1_000_003 }]);
    await store.sweep();
    const { bytes } = store.size();
    expect(bytes).toBeLessThan(limit * 1.2 + 8_192_000);
    expect(newest()).toBe(before);
  });
});

describe('the file of the samples', () => {
  const overwrite = (offset: number, bytes: Buffer) => {
    const file = openSync(at.path, 'r+');
    writeSync(file, bytes, 0, bytes.length, offset);
    closeSync(file);
  };
  const filled = () => {
    const store = at.open();
    fill(store, start, start + 12 * HOUR, 15 * SECOND, ['a', 'b', 'c', 'cpu.busy']);
    at.closeAll();
  };

  it('M4 is private, in WAL, synced at checkpoints, with a mark of its own', () => {
    at.open();
    const db = new BetterSqlite3(at.path, { readonly: true });
    expect(
      ['journal_mode', 'application_id', 'auto_vacuum', 'user_version'].map((name) =>
        db.pragma(name, { simple: true }),
      ),
    ).toEqual(['wal', 0x50574c4d, 2, 1]);
    db.close();
    for (const end of ['', '-wal', '-shm']) expect(statSync(at.path + end).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['noise over its header', () => overwrite(0, Buffer.alloc(100, 0xa7)), 'was damaged'],
    ['text', () => writeFileSync(at.path, 'dear diary\n'.repeat(100)), 'was damaged'],
    [
      'another program’s database',
      () => {
        const other = new BetterSqlite3(`${at.path}.other`);
        other.exec('CREATE TABLE recipe (name TEXT)');
        other.close();
        copyFileSync(`${at.path}.other`, at.path);
      },
      'was another program’s',
    ],
    [
      'a file of a newer Pitwall',
      () => {
        const newer = new BetterSqlite3(at.path);
        newer.pragma('user_version = 9');
        newer.close();
      },
      'was of another version of Pitwall',
    ],
  ] as const)('M4 is set aside when it is %s; charts begin anew, with a notice', (_what, damage, why) => {
    filled();
    damage();
    const store = at.open();
    expect(store.notices()).toEqual([expect.stringContaining(`The file with what was measured ${why}`)]);
    expect(broken().length).toBeGreaterThan(0);
    expect(store.names(environmentA)).toEqual([]);
    fill(store, start, start + HOUR);
    expect(total(read(store, start, start + HOUR))).toBe(240);
    at.closeAll();
    expect(at.open().notices()).toEqual([]);
  });

  it('M4 is set aside in the middle of work when it turns out damaged, and the work goes on', () => {
    filled();
    // Everything behind the schema: what is read at the start is whole.
    overwrite(3 * 4096, Buffer.alloc(statSync(at.path).size - 3 * 4096, 0xa5));
    const store = at.open();
    fill(store, start + DAY, start + DAY + HOUR);
    expect(total(read(store, start + DAY, start + DAY + HOUR))).toBe(240);
    expect(store.notices()).toHaveLength(1);
  });
});
