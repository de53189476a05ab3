import { z } from 'zod';
import { Instant } from '../ids.ts';

/** The stations of the public path, from the user's side to the app's. */
export const hopNames = ['dns', 'edge', 'server', 'nginx', 'app'] as const;
export const HopName = z.enum(hopNames);
export type HopName = z.infer<typeof HopName>;

/** `degraded` works, but not as it should; `unknown` means that nobody could look, which is neither good nor bad. */
export const HopState = z.enum(['up', 'degraded', 'down', 'unknown']);
export type HopState = z.infer<typeof HopState>;

/** Milliseconds of each part of a request; null for what there was none of. */
export const RequestTimings = z.object({
  dns: z.number().nullable(),
  connect: z.number().nullable(),
  tls: z.number().nullable(),
  firstByte: z.number().nullable(),
  total: z.number(),
});
export type RequestTimings = Readonly<z.infer<typeof RequestTimings>>;

/** What one probe of one hop saw, from its own vantage point. */
export const HopReading = z.object({
  hop: HopName,
  state: HopState,
  /** What was seen, in one sentence: "HTTP 502, expected 200". */
  detail: z.string(),
  /** HTTP status; null when there was no answer, or none was asked for. */
  status: z.number().int().nullable(),
  /** What the name resolved to; of the hop `dns` only. */
  addresses: z.array(z.string()),
  timings: RequestTimings.nullable(),
  /** Days until the certificate ends, a part of a day counted; null without TLS. */
  certificateDays: z.number().nullable(),
  at: Instant,
});
export type HopReading = Readonly<z.infer<typeof HopReading>>;

/** A hop as the verdict shows it. */
export const JudgedHop = HopReading.extend({
  /** The hop that explains this one's failure and lies behind it; null when it fails by itself, or does not fail. */
  explainedBy: HopName.nullable(),
});
export type JudgedHop = Readonly<z.infer<typeof JudgedHop>>;

export const OwnNetwork = z.enum(['up', 'down', 'unknown']);
export type OwnNetwork = z.infer<typeof OwnNetwork>;

/** The whole path at one moment. */
export const PathReading = z.object({
  at: Instant,
  hops: z.array(JudgedHop),
  state: HopState,
  /** The first hop, from the user's side, that fails by itself. */
  failing: HopName.nullable(),
  /** One sentence that says it: "nginx does not answer on 127.0.0.1:8008; the app behind it is healthy." */
  reason: z.string(),
  ownNetwork: OwnNetwork,
});
export type PathReading = Readonly<z.infer<typeof PathReading>>;
