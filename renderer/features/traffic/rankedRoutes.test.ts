import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RouteTraffic } from '../../../shared/monitor/trafficReport.ts';
import { failingRoutes, slowestRoutes } from './rankedRoutes.ts';

const route = fc.record<RouteTraffic>({
  route: fc.option(fc.string()),
  requests: fc.nat(),
  refused: fc.nat(5),
  failed: fc.nat(5),
  p50: fc.constant(null),
  p95: fc.option(fc.nat(100)),
  p99: fc.constant(null),
});

describe('routes in the tables', () => {
  it('M5 are the slowest and the most failing ones, ten at most, none that was well', () => {
    fc.assert(
      fc.property(fc.array(route, { maxLength: 30 }), (routes) => {
        const slow = slowestRoutes(routes);
        const failing = failingRoutes(routes);
        expect(slow.length).toBe(Math.min(10, routes.filter(({ p95 }) => p95 !== null).length));
        const left = routes.filter((each) => !slow.includes(each)).map(({ p95 }) => p95 ?? -1);
        if (slow.length > 0) expect(Math.max(-1, ...left)).toBeLessThanOrEqual(slow.at(-1)?.p95 ?? -1);
        for (const { failed, refused } of failing) expect(failed + refused).toBeGreaterThan(0);
        expect(failing.map(({ failed }) => failed)).toEqual(
          [...failing.map(({ failed }) => failed)].sort((a, b) => b - a),
        );
      }),
    );
  });
});
