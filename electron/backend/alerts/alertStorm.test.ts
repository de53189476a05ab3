import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { alertBed, production, project } from './testing/alertBed.ts';

const DAY_AND_A_HALF = 36 * 3_600_000;

let bed: ReturnType<typeof alertBed>;
beforeEach(() => {
  bed = alertBed();
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});
const list = async (open: boolean) => (await bed.client.list({ project, open, before: null, limit: 500 })).alerts;

describe('M8 a storm', () => {
  it('M8 of a hundred firings of one cause gives one item, over restarts too', async () => {
    for (let n = 0; n < 100; n += 1) {
      bed.looks(3, 'app');
      bed.looks(3, null);
      bed.pass(DAY_AND_A_HALF);
      if (n % 25 === 0) bed.restart();
    }
    expect(await list(false)).toHaveLength(100);
    expect(bed.items()).toHaveLength(1);
    expect(new Set((await list(false)).map(({ item }) => item))).toEqual(new Set([bed.items()[0]?.id]));
  });
});

describe('M3 a rule', () => {
  it('M3 on a series that does not exist never opens, can be tried, and stands in no other rule’s way', async () => {
    await bed.changeRule('Disk filling up', {
      condition: { kind: 'threshold', series: 'no.such.thing' as SeriesName, side: 'above', open: 1, close: 0 },
    });
    for (let n = 0; n < 10; n += 1) bed.sample({ 'memory.used': 10 });
    bed.looks(3, 'app');
    expect((await list(true)).map(({ name }) => name)).toEqual(['App down']);
    const { id: _, environmentId: __, ...settings } = await bed.ruleNamed('Disk filling up');
    const now = bed.clock.now();
    const tried = await bed.client.tryRule({ environment: production, settings, from: now - 60_000, to: now });
    expect(tried).toMatchObject({
      alerts: [],
      watched: 0,
      note: expect.stringMatching(/^No value of no\.such\.thing/),
    });
  });

  it('M3 on a kind of which a server names ten thousand keeps judging the others', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`net.in:veth${String(n)}`, n]));
    for (let n = 0; n < 3; n += 1) bed.sample({ ...many, 'memory.used': 99 });
    for (let n = 0; n < 25; n += 1) bed.sample({ 'memory.used': 99 });
    expect((await list(true)).map(({ name }) => name)).toEqual(['Memory nearly full']);
  });
});
