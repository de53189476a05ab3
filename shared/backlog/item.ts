import { z } from 'zod';
import { Instant, ItemId, MemberId, ProjectId, SprintId } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { StatusId } from './workflow.ts';

export const itemKinds = ['feature', 'bug', 'debt'] as const;
export const ItemKind = z.enum(itemKinds);
export type ItemKind = z.infer<typeof ItemKind>;

export const TITLE_MAX = 500;
export const DESCRIPTION_MAX = 100_000;
export const LABELS_MAX = 50;

/** A rating from 1 (least) to 10 (most). */
export const Rating = z.number().int().min(1).max(10);

export const Label = plainText(50);

/** Effort in the unit of the project's scale. Whether it is on the scale is the settings' affair, see `onScale`. */
export const Estimate = z.number().min(0).max(10_000);

/** Where an item that came from outside has its original. */
export const ItemSource = z.object({
  /** `alert`, `jira`, `linear`, `github`, `gitlab`, `shortcut`, `plane`, `pitwall` or `csv`. */
  system: plainText(30),
  /** Its name there; with `system` it tells a second import of the same thing. */
  externalId: plainText(200),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
});
export type ItemSource = Readonly<z.infer<typeof ItemSource>>;

/** An item that came from outside and waits for a decision; it is in no list but the inbox until it is accepted. */
export const Triage = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('snoozed'), until: Instant }),
]);
export type Triage = Readonly<z.infer<typeof Triage>>;

/** What a person may set of an item at any time. */
export const ItemFields = z.object({
  kind: ItemKind,
  title: plainText(TITLE_MAX),
  /** Markdown. */
  description: z
    .string()
    .max(DESCRIPTION_MAX)
    .refine((text) => !text.includes('\0'), 'must not hold the character NUL'),
  status: StatusId,
  /** Why the status is what it is; wanted by the statuses whose workflow says so. */
  statusReason: z.string().trim().max(2000),
  /** null: not estimated, which is never read as 0. */
  estimate: Estimate.nullable(),
  value: Rating.nullable(),
  urgency: Rating.nullable(),
  effort: Rating.nullable(),
  labels: z.array(Label).max(LABELS_MAX),
  assignee: MemberId.nullable(),
  sprint: SprintId.nullable(),
  parent: ItemId.nullable(),
});
export type ItemFields = Readonly<z.infer<typeof ItemFields>>;

/** An item as lists show it: everything but its description. */
export const Item = ItemFields.omit({ description: true }).extend({
  id: ItemId,
  projectId: ProjectId,
  /** Counted per project from 1; given once and never again, also when the item is deleted. */
  number: z.number().int().positive(),
  /** `TR-12`: the project's key and the number. */
  key: z.string(),
  /** Its place in the project's one order: ranks are compared as plain strings, code unit by code unit. */
  rank: z.string(),
  /** It was placed by hand where its score would not have put it. */
  placedByHand: z.boolean(),
  source: ItemSource.nullable(),
  triage: Triage.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  /** When it first entered a status of the category `doing`; null before. */
  startedAt: Instant.nullable(),
  /** When it entered the `done` or `cancelled` status it is in; null while it is open. */
  endedAt: Instant.nullable(),
});
export type Item = Readonly<z.infer<typeof Item>>;
