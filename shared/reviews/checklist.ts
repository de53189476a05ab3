import { z } from 'zod';
import { ChecklistCategory, MachineCheck, PathGlob } from '../gates/condition.ts';
import { Instant } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { Person } from './person.ts';

export const CHECKLIST_ITEMS_MAX = 100;

/** One point of the checklist. */
export const ChecklistItem = z.object({
  /** Stays when the title changes; unique in the list. */
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  category: ChecklistCategory,
  title: plainText(300),
  /** What to look at. */
  help: z
    .string()
    .max(2000)
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'must not hold control characters'),
  /** Files it is about: it applies when the change touches one, and its answer depends on those. None: all files. */
  globs: z.array(PathGlob).max(50),
  /** The category is open while it is. */
  required: z.boolean(),
  /** Answered by Pitwall; null: by a person. */
  machine: MachineCheck.nullable(),
  /** For `coverage`: the share of changed lines that must be covered, from 0 to 1. Else null. */
  threshold: z.number().min(0).max(1).nullable(),
});
export type ChecklistItem = Readonly<z.infer<typeof ChecklistItem>>;

/** What a project's changes are asked. */
export const ChecklistTemplate = z.object({
  items: z
    .array(ChecklistItem)
    .max(CHECKLIST_ITEMS_MAX)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'two items have the same id'),
});
export type ChecklistTemplate = Readonly<z.infer<typeof ChecklistTemplate>>;

export const AnswerVerdict = z.enum(['pass', 'fail', 'not-applicable']);
export type AnswerVerdict = z.infer<typeof AnswerVerdict>;

/** What a person answered. Kept with the files it depends on: a rebase keeps it, an edit of one of them reopens it. */
export const ChecklistAnswer = z.object({
  verdict: AnswerVerdict,
  /** What was looked at; for `fail` and `not-applicable` why. */
  evidence: z.string(),
  by: Person,
  at: Instant,
  /** The number of the revision it was given for. */
  revision: z.number().int(),
  /** From 1; to be named when it is answered again. */
  version: z.number().int(),
  /** Files that were edited since; none: it still holds. At most 50. */
  reopenedBy: z.array(z.string()),
});
export type ChecklistAnswer = Readonly<z.infer<typeof ChecklistAnswer>>;
