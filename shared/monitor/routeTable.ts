import {
  addDuration,
  createDurationSketch,
  type DurationSketch,
  durationAt,
  mergeDurations,
} from './durationSketch.ts';
import type { RouteTraffic } from './trafficReport.ts';

const SLOT = 600_000;
const HOUR = 3_600_000;
/** Names of routes come from whoever asks: a scanner makes thousands. */
export const MOST_ROUTES = 200;

interface Counts {
  requests: number;
  refused: number;
  failed: number;
  readonly durations: DurationSketch;
}

export interface RouteTable {
  readonly add: (at: number, route: string, status: number, ms: number | null) => void;
  /** The clock was set back: what was counted later than this is forgotten. */
  readonly forgetAfter: (at: number) => void;
  /** The last hour before `at`, in steps of ten minutes: all together, and each route, the most frequent first. */
  readonly read: (at: number) => { readonly total: RouteTraffic; readonly routes: readonly RouteTraffic[] };
}

const none = (): Counts => ({ requests: 0, refused: 0, failed: 0, durations: createDurationSketch() });

/** Counts requests by route. At most 200 routes of an hour have a line of their own, the first ones that were seen; all others share one. */
export const createRouteTable = (): RouteTable => {
  const slots = new Map<number, Map<string | null, Counts>>();
  let known = new Set<string | null>();

  const forget = (at: number): void => {
    for (const from of slots.keys()) if (from <= at - HOUR) slots.delete(from);
    known = new Set([...slots.values()].flatMap((slot) => [...slot.keys()]));
    known.delete(null);
  };

  return {
    forgetAfter: (at) => {
      for (const from of slots.keys()) if (from > at) slots.delete(from);
    },
    add: (at, route, status, ms) => {
      const from = Math.floor(at / SLOT) * SLOT;
      let slot = slots.get(from);
      if (slot === undefined) {
        const newest = Math.max(from, ...slots.keys());
        // A line of another day says nothing of this hour.
        if (from <= newest - HOUR) return;
        slot = new Map();
        slots.set(from, slot);
        forget(newest);
      }
      if (known.size < MOST_ROUTES) known.add(route);
      const key = known.has(route) ? route : null;
      const counts = slot.get(key) ?? none();
      slot.set(key, counts);
      counts.requests += 1;
      if (status >= 500) counts.failed += 1;
      else if (status >= 400) counts.refused += 1;
      if (ms !== null) addDuration(counts.durations, ms);
    },
    read: (at) => {
      const routes = new Map<string | null, Counts>();
      const total = none();
      for (const [from, slot] of slots) {
        if (from <= at - HOUR || from > at) continue;
        for (const [route, counts] of slot) {
          const sum = routes.get(route) ?? none();
          routes.set(route, sum);
          addTo(sum, counts);
          addTo(total, counts);
        }
      }
      return {
        total: asTraffic(null, total),
        routes: [...routes]
          .map(([route, counts]) => asTraffic(route, counts))
          .sort((one, other) => other.requests - one.requests),
      };
    },
  };
};

const addTo = (sum: Counts, counts: Counts): void => {
  sum.requests += counts.requests;
  sum.refused += counts.refused;
  sum.failed += counts.failed;
  mergeDurations(sum.durations, counts.durations);
};

const asTraffic = (route: string | null, { durations, ...counts }: Counts): RouteTraffic => ({
  route,
  ...counts,
  p50: durationAt(durations, 0.5),
  p95: durationAt(durations, 0.95),
  p99: durationAt(durations, 0.99),
});
