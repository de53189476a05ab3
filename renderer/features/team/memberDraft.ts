import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { MemberSettings } from '../../../shared/team/member.ts';

/** A member as the form holds it: a share as percent, fields that may be empty as text. */
export interface MemberDraft {
  readonly name: string;
  readonly email: string;
  readonly workingDays: readonly number[];
  readonly focusPercent: number | string;
  readonly perDay: number | string;
  readonly active: boolean;
}

export const draftOfMember = (settings: MemberSettings): MemberDraft => ({
  ...settings,
  email: settings.email ?? '',
  focusPercent: Math.round(settings.focusFactor * 1000) / 10,
});

/** What the form says, for the schema to check: an empty number stays wrong and is refused there. */
export const readMemberDraft = (draft: MemberDraft): unknown => ({
  name: draft.name.trim(),
  email: draft.email.trim() === '' ? null : draft.email.trim(),
  workingDays: [...draft.workingDays],
  focusFactor: typeof draft.focusPercent === 'number' ? draft.focusPercent / 100 : draft.focusPercent,
  perDay: draft.perDay,
  active: draft.active,
});

/** Monday to Friday; a fifth of the day goes into meetings and mail. A point is about a focused day, as most teams start. */
export const newMember = (unit: PlanningSettings['unit']): MemberSettings => ({
  name: '',
  email: null,
  workingDays: [1, 2, 3, 4, 5],
  focusFactor: 0.8,
  perDay: unit === 'hours' ? 8 : 1,
  active: true,
});
