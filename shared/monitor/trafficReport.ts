import { z } from 'zod';
import { Instant } from '../ids.ts';

/** What requests of one route were like within the last hour. */
export const RouteTraffic = z.object({
  /** `GET /orders/:id`; null: all routes beyond the most frequent two hundred, together. */
  route: z.string().nullable(),
  requests: z.number().int(),
  /** Of status 400 to 499, and 500 and more. */
  refused: z.number().int(),
  failed: z.number().int(),
  /** Milliseconds; null where the log does not say. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type RouteTraffic = Readonly<z.infer<typeof RouteTraffic>>;

/** The last ten seconds that are complete. */
export const TrafficNow = z.object({
  at: Instant,
  /** Requests a second, of all and by class of status (1xx to 5xx). */
  rate: z.number(),
  classes: z.array(z.number()).length(5),
  /** Percent of status 500 and more; null without a request. */
  errors: z.number().nullable(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type TrafficNow = Readonly<z.infer<typeof TrafficNow>>;

/** How the reading of an access log is doing, and what it says. */
export const TrafficReport = z.object({
  /** `blocked`: the log cannot be read as things are, and `reason` says what to do. */
  state: z.enum(['off', 'connecting', 'live', 'lost', 'blocked']),
  since: Instant,
  reason: z.string().nullable(),
  /** What the format leaves unknown. */
  notes: z.array(z.string()),
  now: TrafficNow.nullable(),
  /** The whole of the last hour first; then at most 201 routes. */
  total: RouteTraffic,
  routes: z.array(RouteTraffic),
  /** Since Pitwall was started. */
  linesRead: z.number().int(),
  linesNotUnderstood: z.number().int(),
  /** Beginnings of lines that were not understood, at most three. */
  samples: z.array(z.string()),
  /** How often a part of the log was gone before it was read. */
  gaps: z.number().int(),
});
export type TrafficReport = Readonly<z.infer<typeof TrafficReport>>;
