import { z } from 'zod';
import { MemberId, ProjectId } from '../ids.ts';
import { plainText } from '../plainText.ts';

/** What a person may set of a member of the team. */
export const MemberSettings = z.object({
  name: plainText(80),
  /** By which imports and commits are matched; null: not known. */
  email: z.email().max(200).nullable(),
  /** Weekdays worked: 1 is Monday, 7 Sunday (ISO 8601). None is allowed: a member with zero days has no capacity. */
  workingDays: z.array(z.number().int().min(1).max(7)).max(7),
  /** The share of a working day that goes into items, from 0 to 1. */
  focusFactor: z.number().min(0).max(1),
  /** Points or hours of a day at full focus, in the project's unit. */
  perDay: z.number().min(0).max(100),
  /** False for somebody who left: keeps what they did, is offered no more. */
  active: z.boolean(),
});
export type MemberSettings = Readonly<z.infer<typeof MemberSettings>>;

export const Member = MemberSettings.extend({ id: MemberId, projectId: ProjectId });
export type Member = Readonly<z.infer<typeof Member>>;
