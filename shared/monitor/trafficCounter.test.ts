import { describe, expect, it } from 'vitest';
import { compileAccessLogFormat } from './accessLogFormat.ts';
import { TRAFFIC_BUCKET, type TrafficBucket } from './trafficBuckets.ts';
import { type CountedBefore, createTrafficCounter } from './trafficCounter.ts';

const NOON = Date.UTC(2026, 10, 25, 12);
const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
const compiled = compileAccessLogFormat('$msec "$request" $status');
if (!compiled.ok) throw new Error(compiled.problem);
const { format } = compiled;
const line = (at: number): string => `${(at / 1000).toFixed(3)} "GET /orders HTTP/1.1" 200`;
/** One request each second. */
const lines = (from: number, to: number): readonly string[] =>
  Array.from({ length: (to - from) / SECOND }, (_, index) => line(from + index * SECOND));
const all = (closed: readonly TrafficBucket[]): number => closed.reduce((sum, { requests }) => sum + requests, 0);
const most = (closed: readonly TrafficBucket[]): number => Math.max(...closed.map(({ requests }) => requests));
const distinct = (closed: readonly TrafficBucket[]): boolean =>
  new Set(closed.map(({ from }) => from)).size === closed.length;

describe('M5 a clock that is set', () => {
  it('M5 back on this machine heaps nothing up: the rate is right again at once, and the routes go on', () => {
    const counter = createTrafficCounter(format);
    const closed: TrafficBucket[] = [];
    const live = (from: number, to: number) => {
      for (let at = from; at < to; at += SECOND)
        closed.push(...counter.add([line(at)], at, 0), ...counter.caughtUp(at, 0));
    };
    counter.begin(NOON);
    live(NOON, NOON + 2 * MINUTE);
    const before = closed.length;
    // The server keeps its time; ours and what is added to it are by the new clock.
    live(NOON - 2 * HOUR, NOON - 2 * HOUR + 2 * MINUTE);
    const after = closed.slice(before).filter(({ from }) => from < NOON - HOUR);
    expect(after.length).toBeGreaterThan(9);
    expect(most(closed)).toBeLessThanOrEqual(10);
    expect(all(closed)).toBeGreaterThanOrEqual(4 * 60 - 20);
    expect(counter.report(NOON - 2 * HOUR + 2 * MINUTE)).toMatchObject({
      now: { rate: 1 },
      total: { requests: 120 },
      routes: [{ route: 'GET /orders', requests: 120 }],
    });
  });

  const read = lines(NOON - 10 * SECOND, NOON + 5 * SECOND);
  const counted = (ahead: number): CountedBefore => ({ countedUntil: NOON, ahead, lines: read.length });
  const resumed = (ahead: number, written: readonly string[], now: number, ours: CountedBefore) => {
    const counter = createTrafficCounter(format);
    counter.resume(ours);
    return [...counter.add(written, now, ahead), ...counter.caughtUp(now, ahead)];
  };

  it('M5 nowhere while Pitwall was closed: what was counted is left out, all else is counted, and no time is left out', () => {
    const written = [...read, ...lines(NOON + 5 * SECOND, NOON + 5 * MINUTE)];
    const closed = resumed(0, written, NOON + 5 * MINUTE + 10 * SECOND, counted(0));
    expect(all(closed)).toBe(300);
    expect(closed.every(({ requests }) => requests === 10)).toBe(true);
    expect(closed[0]?.from).toBe(NOON);
  });

  for (const wrong of [10 * MINUTE, -10 * MINUTE])
    it(`M5 right on the server while Pitwall was closed, ${wrong > 0 ? 'back' : 'on'} by ten minutes: no request is left out or counted twice`, () => {
      const old = (from: number, to: number) => lines(from + wrong, to + wrong);
      const written = [
        ...old(NOON - 10 * SECOND, NOON + 5 * SECOND),
        ...old(NOON + 5 * SECOND, NOON + 2 * MINUTE),
        ...lines(NOON + 2 * MINUTE, NOON + 5 * MINUTE),
      ];
      const closed = resumed(0, written, NOON + 5 * MINUTE + 10 * SECOND, counted(-wrong));
      expect(all(closed)).toBe(300);
      expect(most(closed.filter(({ from }) => from < NOON + 5 * MINUTE))).toBeLessThanOrEqual(10);
    });

  it('M5 back on this machine while Pitwall was closed: only what had been counted is left out', () => {
    const now = NOON - HOUR + 10 * SECOND;
    const behind = -HOUR - 10 * MINUTE;
    const written = [...read, ...lines(NOON + 5 * SECOND, NOON + 10 * MINUTE)];
    const closed = resumed(behind, written, now, counted(0));
    expect(all(closed)).toBe(600);
    expect(most(closed)).toBeLessThanOrEqual(10);
    expect(distinct(closed)).toBe(true);
    expect(closed.every(({ from }) => from + TRAFFIC_BUCKET <= now)).toBe(true);
  });
});
