import { z } from 'zod';
import { EnvironmentId } from '../ids.ts';
import { HopName } from '../monitor/hop.ts';
import { SeriesName } from '../monitor/series.ts';
import { plainText } from '../plainText.ts';

export const RuleId = z.uuid().brand<'RuleId'>();
export type RuleId = z.infer<typeof RuleId>;

/** What a rule looks at. */
export const Condition = z.discriminatedUnion('kind', [
  /** A value beyond `open`; closes again only at `close` (hysteresis). `above` or `below` says which side is bad. */
  z.object({
    kind: z.literal('threshold'),
    series: SeriesName,
    side: z.enum(['above', 'below']),
    open: z.number(),
    close: z.number(),
  }),
  /** A change of more than `percent` against the mean of the time before, over `overSeconds`. */
  z.object({
    kind: z.literal('rate'),
    series: SeriesName,
    side: z.enum(['above', 'below']),
    percent: z.number().positive(),
    overSeconds: z.number().int().min(60).max(86_400),
  }),
  /** No sample for so long although we watched. */
  z.object({ kind: z.literal('absence'), series: SeriesName, seconds: z.number().int().min(10).max(86_400) }),
  /** The hop fails by itself (null: the path as a whole is down). */
  z.object({ kind: z.literal('hop'), hop: HopName.nullable() }),
]);
export type Condition = Readonly<z.infer<typeof Condition>>;

export const RuleSettings = z.object({
  name: plainText(120),
  enabled: z.boolean(),
  severity: z.enum(['warning', 'critical']),
  condition: Condition,
  /** Bad so long before it opens. */
  forSeconds: z.number().int().min(0).max(86_400),
  /** Bad readings in a row that open it, good ones that close it. */
  openAfter: z.number().int().min(1).max(100),
  closeAfter: z.number().int().min(1).max(100),
  /** Between two reminders while it is open and nobody took it; null: none. */
  remindSeconds: z.number().int().min(60).max(604_800).nullable(),
});
export type RuleSettings = Readonly<z.infer<typeof RuleSettings>>;

export const Rule = RuleSettings.extend({ id: RuleId, environmentId: EnvironmentId });
export type Rule = Readonly<z.infer<typeof Rule>>;
