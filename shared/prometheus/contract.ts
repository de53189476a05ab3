import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId } from '../ids.ts';
import { PrometheusSource, PromQuery } from './prometheusSource.ts';

const { GONE, STORAGE, NOT_PROTECTED, REFUSED } = errors;
const environment = z.object({ environment: EnvironmentId });

/** Where an environment's samples come from, as charts tell it. */
export const SourceShown = z.object({
  /** `host:port`; never a secret. */
  host: z.string(),
  /** The Prometheus UI, to ask it by oneself. */
  url: z.string(),
  queries: z.array(
    z.object({
      kind: z.string(),
      /** As it is sent, with the shortest window. */
      query: z.string(),
      /** Why the last time gave nothing; null when it was answered. */
      trouble: z.string().nullable(),
    }),
  ),
});
export type SourceShown = Readonly<z.infer<typeof SourceShown>>;

/** What came of an expression that was tried. */
export const TriedQuery = z.object({
  /** As it was sent; places in an error are places in it. */
  query: z.string(),
  result: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('series'),
      /** How many there are; at most twenty of them are listed. */
      count: z.number().int(),
      series: z.array(
        z.object({ name: z.string(), labels: z.record(z.string(), z.string()), value: z.number().nullable() }),
      ),
    }),
    z.object({
      kind: z.literal('refused'),
      message: z.string(),
      line: z.number().int().nullable(),
      column: z.number().int().nullable(),
    }),
  ]),
});
export type TriedQuery = Readonly<z.infer<typeof TriedQuery>>;

export const prometheusContract = {
  /** Null: Pitwall collects by itself. */
  source: oc.input(environment).output(SourceShown.nullable()).errors({ GONE }),
  /** Asks for one expression by settings that need not be saved. The secret goes only to the host it was entered for. */
  try: oc
    .input(environment.extend({ source: PrometheusSource, kind: z.string().max(100), query: PromQuery }))
    .output(TriedQuery)
    .errors({ GONE }),
  /** For which address a token or password is kept; null: none. Never what it is. */
  secret: oc
    .input(environment)
    .output(z.object({ origin: z.string() }).nullable())
    .errors({ GONE }),
  /** Write-only. It is kept for this address and sent to no other. */
  setSecret: oc
    .input(
      environment.extend({
        url: PrometheusSource.shape.url,
        value: z
          .string()
          .min(1)
          .max(10_000)
          .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII'),
      }),
    )
    .errors({ GONE, NOT_PROTECTED, STORAGE, REFUSED }),
  clearSecret: oc.input(environment).errors({ GONE, STORAGE }),
};
