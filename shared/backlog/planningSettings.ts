import { z } from 'zod';
import { plainText } from '../plainText.ts';
import { DESCRIPTION_MAX, Label } from './item.ts';
import { StatusId, Workflow } from './workflow.ts';

/** One step of an estimation scale: what it is called and what it counts. */
export const ScaleStep = z.object({ name: plainText(10), points: z.number().min(0).max(10_000) });
export type ScaleStep = Readonly<z.infer<typeof ScaleStep>>;

export const scaleKinds = ['fibonacci', 'linear', 't-shirt', 'custom'] as const;

/** The estimates that an item may have, smallest first. */
export const EstimateScale = z.object({
  kind: z.enum(scaleKinds),
  steps: z
    .array(ScaleStep)
    .min(1)
    .max(30)
    .refine((steps) => steps.every(({ points }, at) => at === 0 || points > (steps[at - 1]?.points ?? 0)), 'must rise')
    .refine((steps) => new Set(steps.map(({ name }) => name)).size === steps.length, 'has two steps of one name'),
});
export type EstimateScale = Readonly<z.infer<typeof EstimateScale>>;

/** The weights of the score, see `scoreOf`. */
export const ScoreWeights = z.object({
  value: z.number().min(0).max(100),
  urgency: z.number().min(0).max(100),
  /** The exponent of effort: 1 divides by it, 0 ignores it. */
  effort: z.number().min(0).max(3),
});
export type ScoreWeights = Readonly<z.infer<typeof ScoreWeights>>;

/** What a new item of a kind starts with. */
export const ItemTemplate = z.object({
  description: z.string().max(DESCRIPTION_MAX),
  labels: z.array(Label).max(20),
  urgency: z.number().int().min(1).max(10).nullable(),
});
export type ItemTemplate = Readonly<z.infer<typeof ItemTemplate>>;

export const LabelColor = z.enum(['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink']);
export type LabelColor = z.infer<typeof LabelColor>;

/** An IANA time zone that this system knows. */
export const TimeZone = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'is not a time zone such as Europe/Paris');

/** How a project plans. */
export const PlanningSettings = z.object({
  scale: EstimateScale,
  weights: ScoreWeights,
  workflow: Workflow,
  /** The status of a new item. */
  firstStatus: StatusId,
  templates: z.object({ feature: ItemTemplate, bug: ItemTemplate, debt: ItemTemplate }),
  /** Colours of known labels; any other label may be used and is grey. */
  labels: z.array(z.object({ name: Label, color: LabelColor })).max(500),
  /** What estimates and capacity are counted in. */
  unit: z.enum(['points', 'hours']),
  cadence: z.object({
    /** Days from the first to the last of a sprint, weekends included: 14 is two weeks. */
    days: z.number().int().min(1).max(60),
    /** The weekday on which the first sprint starts: 1 is Monday, 7 Sunday (ISO 8601). */
    startsOn: z.number().int().min(1).max(7),
  }),
  /** Closed sprints that velocity and the alert reserve look back on. */
  lookBack: z.number().int().min(1).max(20),
  /** Whose midnight begins a day of a sprint. */
  timeZone: TimeZone,
});
export type PlanningSettings = Readonly<z.infer<typeof PlanningSettings>>;
