import type { RouteTraffic } from '../../../shared/monitor/trafficReport.ts';

/** Rows of each table. */
const SHOWN = 10;

/** The slowest routes by their 95th percentile; those without a duration are none. */
export const slowestRoutes = (routes: readonly RouteTraffic[]): readonly RouteTraffic[] =>
  routes
    .filter(({ p95 }) => p95 !== null)
    .sort((one, other) => (other.p95 ?? 0) - (one.p95 ?? 0) || other.requests - one.requests)
    .slice(0, SHOWN);

/** The routes that failed most often (5xx), then those that were refused most often (4xx); those where all went well are none. */
export const failingRoutes = (routes: readonly RouteTraffic[]): readonly RouteTraffic[] =>
  routes
    .filter(({ failed, refused }) => failed + refused > 0)
    .sort((one, other) => other.failed - one.failed || other.refused - one.refused)
    .slice(0, SHOWN);
