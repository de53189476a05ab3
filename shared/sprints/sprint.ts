import { z } from 'zod';
import { CalendarDate } from '../calendarDate.ts';
import { Instant, ItemId, MemberId, ProjectId, SprintId } from '../ids.ts';
import { plainText } from '../plainText.ts';

export const GoalVerdict = z.enum(['met', 'partly', 'not-met']);
export type GoalVerdict = z.infer<typeof GoalVerdict>;

export const SprintGoal = z.object({
  id: z.uuid(),
  text: plainText(300),
  /** Given when the sprint is closed. */
  verdict: GoalVerdict.nullable(),
});
export type SprintGoal = Readonly<z.infer<typeof SprintGoal>>;

/** What a member brings to one sprint; starts as a copy of the member's own settings or of the last sprint. */
export const SprintMember = z.object({
  member: MemberId,
  workingDays: z.array(z.number().int().min(1).max(7)).max(7),
  focusFactor: z.number().min(0).max(1),
  perDay: z.number().min(0).max(100),
  daysOff: z.array(CalendarDate).max(60),
});
export type SprintMember = Readonly<z.infer<typeof SprintMember>>;

/** What may be set of a sprint until it is closed. */
export const SprintSettings = z.object({
  name: plainText(80),
  start: CalendarDate,
  /** Its last day. */
  end: CalendarDate,
  goals: z.array(SprintGoal).max(20),
  members: z.array(SprintMember).max(200),
  /** Days on which nobody works. */
  teamDaysOff: z.array(CalendarDate).max(60),
});
export type SprintSettings = Readonly<z.infer<typeof SprintSettings>>;

/** An item as it was when the sprint started, or closed. Points are of the item alone: those of an item with parts are 0, as they are with its
 * parts; null is not estimated. */
export const SprintItem = z.object({
  item: ItemId,
  key: z.string(),
  title: z.string(),
  points: z.number().nullable(),
  assignee: MemberId.nullable(),
  /** It came from an alert, or is a part of what did. */
  alertBorn: z.boolean(),
});
export type SprintItem = Readonly<z.infer<typeof SprintItem>>;

/** What the team took on at the start; never changes again. */
export const Commitment = z.object({
  at: Instant,
  items: z.array(SprintItem),
  points: z.number(),
  unestimated: z.number().int(),
  /** What the team could take on then: its capacity less the reserve. */
  capacity: z.number(),
  /** What was kept for alerts that had not come yet. */
  reserve: z.number(),
});
export type Commitment = Readonly<z.infer<typeof Commitment>>;

/** One moment of a sprint: what was in it, and what of that was done, in points. Cancelled work is in neither. */
export const ProgressPoint = z.object({ at: Instant, scope: z.number(), completed: z.number() });
export type ProgressPoint = Readonly<z.infer<typeof ProgressPoint>>;

/** How a sprint ended; never changes again. */
export const SprintReport = z.object({
  closedAt: Instant,
  completed: z.array(SprintItem),
  unfinished: z.array(SprintItem.extend({ movedTo: z.union([SprintId, z.literal('backlog')]) })),
  cancelled: z.array(SprintItem),
  completedPoints: z.number(),
  /** Points of items born from alerts that were in the sprint, done or not; without cancelled ones. */
  alertBornPoints: z.number(),
});
export type SprintReport = Readonly<z.infer<typeof SprintReport>>;

export const Sprint = SprintSettings.extend({
  id: SprintId,
  projectId: ProjectId,
  state: z.enum(['planned', 'active', 'closed']),
  commitment: Commitment.nullable(),
  report: SprintReport.nullable(),
});
export type Sprint = Readonly<z.infer<typeof Sprint>>;
