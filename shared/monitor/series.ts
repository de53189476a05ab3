import { z } from 'zod';
import { Instant } from '../ids.ts';

/** Names one measured quantity of an environment: `path.app.total`, `cpu.busy`, `disk.used:/srv`, `http.p95`, … */
export const SeriesName = z.string().regex(/^[a-z][a-zA-Z0-9.]{0,60}(:\S{1,200})?$/);
export type SeriesName = z.infer<typeof SeriesName>;

/** One bucket of a series: what was measured in it. A bucket without a sample is left out, so that a gap stays a gap. */
export const Bucket = z.object({
  at: Instant,
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  count: z.number().int(),
});
export type Bucket = Readonly<z.infer<typeof Bucket>>;

export const SeriesData = z.object({
  name: SeriesName,
  /** What a value is counted in: `ms`, `%`, `bytes`, `1/s`, … */
  unit: z.string(),
  /** Length of a bucket in milliseconds; two buckets further apart have a gap between them. */
  step: z.number(),
  buckets: z.array(Bucket),
});
export type SeriesData = Readonly<z.infer<typeof SeriesData>>;
