import { z } from 'zod';
import { EnvironmentId } from '../ids.ts';
import { HopName } from '../monitor/hop.ts';
import { SeriesName } from '../monitor/series.ts';
import { plainText } from '../plainText.ts';

export const RuleId = z.uuid().brand<'RuleId'>();
export type RuleId = z.infer<typeof RuleId>;

/** Which values are bad: those above a limit, or those below it. */
export const BadSide = z.enum(['above', 'below']);
export type BadSide = z.infer<typeof BadSide>;

/** What a rule looks at.
 *
 * A series named without its subject (`disk.used`) stands for all of that kind (`disk.used:/`, `disk.used:/srv`), each with alerts of its own. */
export const Condition = z.discriminatedUnion('kind', [
  /** A value beyond `open`; closes again only at `close` (hysteresis). `above` or `below` says which side is bad. */
  z
    .object({
      kind: z.literal('threshold'),
      series: SeriesName,
      side: BadSide,
      open: z.number(),
      close: z.number(),
    })
    .refine(({ side, open, close }) => (side === 'above' ? close <= open : close >= open), {
      path: ['close'],
      message: 'must not lie on the bad side of where it opens',
    }),
  /** A change of more than `percent` against the mean of the time before, over `overSeconds`. */
  z.object({
    kind: z.literal('rate'),
    series: SeriesName,
    side: BadSide,
    percent: z.number().positive().max(1_000_000),
    overSeconds: z.number().int().min(60).max(86_400),
  }),
  /** No sample for so long although we watched. */
  z.object({ kind: z.literal('absence'), series: SeriesName, seconds: z.number().int().min(10).max(86_400) }),
  /** The hop fails by itself (null: the path as a whole is down, and no other rule stands for the hop that fails). */
  z.object({ kind: z.literal('hop'), hop: HopName.nullable() }),
  /** An exception in the app's journal that was never seen before, that came back after it was resolved, either of these, or one that is seen
   * more than `count` times in so many minutes. Each group of exceptions has alerts of its own. */
  z.object({
    kind: z.literal('exception'),
    event: z.enum(['new', 'regressed', 'either', 'often']),
    count: z.number().int().min(1).max(10_000),
    minutes: z.number().int().min(1).max(1_440),
  }),
]);
export type Condition = Readonly<z.infer<typeof Condition>>;

export const Severity = z.enum(['warning', 'critical']);
export type Severity = z.infer<typeof Severity>;

export const RuleSettings = z.object({
  name: plainText(120),
  enabled: z.boolean(),
  severity: Severity,
  condition: Condition,
  /** Bad so long before it opens. */
  forSeconds: z.number().int().min(0).max(86_400),
  /** Bad readings in a row that open it, good ones that close it. */
  openAfter: z.number().int().min(1).max(100),
  closeAfter: z.number().int().min(1).max(100),
  /** Between two reminders while it is open and nobody took it; null: none. */
  remindSeconds: z.number().int().min(60).max(604_800).nullable(),
  /** An alert of it becomes a backlog item by itself; without it, only when somebody says so. */
  makesItem: z.boolean(),
});
export type RuleSettings = Readonly<z.infer<typeof RuleSettings>>;

export const Rule = RuleSettings.extend({ id: RuleId, environmentId: EnvironmentId });
export type Rule = Readonly<z.infer<typeof Rule>>;
