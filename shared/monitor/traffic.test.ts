import { DDSketch } from '@datadog/sketches-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, createDurationSketch, durationAt, mergeDurations } from './durationSketch.ts';
import { routeOf } from './routeOf.ts';
import { createRouteTable, MOST_ROUTES } from './routeTable.ts';
import { createTrafficBuckets, TRAFFIC_BUCKET, trafficSamples } from './trafficBuckets.ts';

const START = Date.UTC(2026, 10, 25);
/** The value that a quantile must lie by: the sketch takes the lower one of two neighbours. */
const exact = (values: readonly number[], quantile: number) =>
  [...values].sort((one, other) => one - other)[Math.floor(quantile * (values.length - 1))] ?? Number.NaN;
const durations = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 400 });

describe('a route', () => {
  it('M5 leaves out the query and what only identifies', () => {
    expect(routeOf('/orders/17/items/3?q=1')).toBe('/orders/:id/items/:id');
    expect(routeOf('/u/0b9d0b1e-1111-4111-8111-111111111111#x')).toBe('/u/:id');
    expect(routeOf('/static/app.3f9a8c21b.js')).toBe('/static/app.3f9a8c21b.js');
    expect(routeOf('/c/deadbeef01')).toBe('/c/:id');
    expect(routeOf('/c/deadbeef')).toBe('/c/deadbeef');
    expect(routeOf('http://proxy.example/a//b/')).toBe('/a/b');
    expect(routeOf('')).toBe('/');
  });

  it('M5 is short, has no query, and is its own route', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webPath(), fc.string({ unit: 'binary' })), (path) => {
        const route = routeOf(path);
        expect(route.length).toBeLessThanOrEqual(121);
        expect(route).not.toMatch(/[?#]/);
        expect(route).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(routeOf(route)).toBe(route);
      }),
      {
        examples: [
          ['/a'.repeat(300)],
          [`/${'x'.repeat(500)}`],
          ['/\u001b[31m\u202egnp.exe\n/a'],
          ['/\u001b\u001b[2J?'],
        ],
      },
    );
  });
});

describe('a sketch of durations', () => {
  it('M5 says the same as the published DDSketch, also when two are added up', () => {
    fc.assert(
      fc.property(durations, durations, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, quantile) => {
        const sketch = createDurationSketch();
        const second = createDurationSketch();
        const published = new DDSketch({ relativeAccuracy: 0.01 });
        for (const ms of one) addDuration(sketch, ms);
        for (const ms of other) addDuration(second, ms);
        for (const ms of [...one, ...other]) published.accept(ms);
        mergeDurations(sketch, second);
        const wanted = published.getValueAtQuantile(quantile);
        expect(Math.abs((durationAt(sketch, quantile) ?? Number.NaN) - wanted)).toBeLessThanOrEqual(
          wanted * 0.0001 + 0.05,
        );
      }),
    );
  });
});

describe('ten seconds of traffic', () => {
  it('M5 count every request once, in one bucket after the other, without a hole', () => {
    const act = fc.oneof(
      fc.record({ at: fc.integer({ min: -120_000, max: 600_000 }), status: fc.integer({ min: 0, max: 999 }) }),
      fc.record({ closeUntil: fc.integer({ min: 0, max: 600_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        const buckets = createTrafficBuckets();
        buckets.begin(START);
        const closed = acts.flatMap((each) => {
          if ('closeUntil' in each) return buckets.closeUntil(START + each.closeUntil);
          buckets.add(START + each.at, each.status, null);
          return [];
        });
        closed.push(...buckets.closeUntil(START + 700_000));
        const asked = acts.filter((each) => 'at' in each);
        expect(closed.reduce((sum, { requests }) => sum + requests, 0)).toBe(asked.length);
        expect(closed.map(({ from }) => from)).toEqual(closed.map((_, index) => START + index * TRAFFIC_BUCKET));
        const fives = asked.filter(({ status }) => status >= 500 && status < 600).length;
        expect(closed.reduce((sum, { classes }) => sum + (classes[4] ?? 0), 0)).toBe(fives);
      }),
    );
  });

  it('M5 give latencies within one percent of the sorted ones', () => {
    fc.assert(
      fc.property(durations, (all) => {
        const buckets = createTrafficBuckets();
        for (const ms of all) buckets.add(START, 200, ms);
        const [bucket] = buckets.closeUntil(START + TRAFFIC_BUCKET);
        if (bucket === undefined) throw new Error('no bucket');
        for (const [name, quantile] of [
          ['http.p50', 0.5],
          ['http.p95', 0.95],
          ['http.p99', 0.99],
        ] as const) {
          const value = trafficSamples(bucket).find((sample) => sample.name === name)?.value ?? Number.NaN;
          const wanted = exact(all, quantile);
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(wanted * 0.0101 + 0.05);
        }
      }),
    );
  });

  it('M5 say rate and errors, and of nothing no share and no latency', () => {
    const buckets = createTrafficBuckets();
    for (const status of [200, 200, 301, 404, 502]) buckets.add(START, status, null);
    const [first, second] = buckets.closeUntil(START + 2 * TRAFFIC_BUCKET);
    if (first === undefined || second === undefined) throw new Error('no buckets');
    const values = Object.fromEntries(trafficSamples(first).map(({ name, value }) => [name, value]));
    expect(values).toEqual({
      'http.rate': 0.5,
      'http.2xx': 0.2,
      'http.3xx': 0.1,
      'http.4xx': 0.1,
      'http.5xx': 0.1,
      'http.errors': 20,
    });
    expect(trafficSamples(second).map(({ name, value }) => `${name} ${value}`)).toEqual([
      'http.rate 0',
      'http.2xx 0',
      'http.3xx 0',
      'http.4xx 0',
      'http.5xx 0',
    ]);
  });
});

describe('the routes of the last hour', () => {
  it('M5 add up over ten-minute steps: percentiles are those of all requests, not of percentiles', () => {
    fc.assert(
      fc.property(fc.array(durations, { minLength: 2, maxLength: 5 }), (steps) => {
        const table = createRouteTable();
        steps.forEach((all, index) => {
          for (const ms of all) table.add(START + index * 600_000, 'GET /', ms % 7 === 0 ? 503 : 200, ms);
        });
        const all = steps.flat();
        const now = START + (steps.length - 1) * 600_000 + 1;
        const { total, routes } = table.read(now);
        expect(routes).toEqual([{ ...total, route: 'GET /' }]);
        expect(table.read(now)).toEqual({ total, routes });
        expect(total.requests).toBe(all.length);
        expect(total.failed).toBe(all.filter((ms) => ms % 7 === 0).length);
        const wanted = exact(all, 0.95);
        expect(Math.abs((total.p95 ?? Number.NaN) - wanted)).toBeLessThanOrEqual(wanted * 0.0101 + 0.05);
      }),
      { numRuns: 40 },
    );
  });

  it('M5 forget what is older, and share one line beyond two hundred', () => {
    const table = createRouteTable();
    for (let index = 0; index < 5_000; index += 1) table.add(START, `GET /${index}x`, 404, null);
    const { routes, total } = table.read(START + 1);
    expect(routes).toHaveLength(MOST_ROUTES + 1);
    expect(routes[0]).toMatchObject({ route: null, requests: 5_000 - MOST_ROUTES, refused: 5_000 - MOST_ROUTES });
    expect(total.requests).toBe(5_000);
    expect(table.read(START + 3_600_000).routes).toEqual([]);
    table.add(START + 4_000_000, 'GET /later', 200, 1);
    expect(table.read(START + 4_000_001).routes.map(({ route }) => route)).toEqual(['GET /later']);
  });
});
