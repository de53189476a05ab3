import { z } from 'zod';
import { plainText } from '../plainText.ts';

/** A PromQL expression; `$labels`, `$probe` and `$window` in it are filled in by `expandQuery`. */
export const PromQuery = z
  .string()
  .trim()
  .min(1)
  .max(4_000)
  .regex(/^(?:\P{Cc}|[\n\t])*$/u, 'must not hold control characters');

/** What an expression fills: a kind of series, without a subject (`disk.used`, not `disk.used:/srv`). The path is looked at by Pitwall itself. */
export const QueryKind = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9.]{0,60}$/, 'must be letters, digits and points, such as queue.length')
  .refine((kind) => !kind.startsWith('path.'), 'path.… is what Pitwall looks at itself; take another name');

/** A Prometheus that is asked instead of collecting. The secret that goes with `signIn` is in the vault, not here. */
export const PrometheusSource = z.object({
  /** Its address, with the prefix it is served under, if any. Name and password do not belong into it. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .regex(/^https?:\/\/[^@/?#]+(?:\/[^?#]*)?$/, 'must be without a name, a password, a query and a fragment'),
  /** Matchers of this environment's server, such as `instance="web-1:9100", job="node"`; empty: the only server it knows. */
  labels: z.string().trim().max(1_000),
  /** Matchers of this environment's probe by blackbox_exporter; empty: its only one. */
  probe: z.string().trim().max(1_000),
  /** How often it scrapes: what is older than four times this is a gap. */
  scrapeSeconds: z.number().int().min(1).max(600),
  signIn: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('bearer') }),
    z.object({
      kind: z.literal('basic'),
      user: plainText(200).refine((user) => !user.includes(':'), 'must not hold a colon'),
    }),
  ]),
  /** By kind: expressions in place of the usual ones and for kinds of your own; null: this kind is not read. */
  queries: z
    .record(QueryKind, PromQuery.nullable())
    .refine((queries) => Object.keys(queries).length <= 64, 'must be at most 64'),
});
export type PrometheusSource = Readonly<z.infer<typeof PrometheusSource>>;

/** What a new source begins with. */
export const defaultPrometheusSource: PrometheusSource = {
  url: 'http://127.0.0.1:9090',
  labels: '',
  probe: '',
  scrapeSeconds: 15,
  signIn: { kind: 'none' },
  queries: {},
};
