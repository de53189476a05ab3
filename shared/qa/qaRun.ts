import { z } from 'zod';
import { Instant, ItemId, ProjectId, Revision } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { TestCaseFields, TestCaseId } from './testCase.ts';

export const QaRunId = z.uuid().brand<'QaRunId'>();
export type QaRunId = z.infer<typeof QaRunId>;

export const caseOutcomes = ['pass', 'fail', 'blocked', 'not-run'] as const;
export const CaseOutcome = z.enum(caseOutcomes);
export type CaseOutcome = z.infer<typeof CaseOutcome>;

/** What was seen: Markdown. A blocked case without it is as open as one that was not run. */
export const Evidence = z
  .string()
  .max(20_000)
  .refine((text) => !text.includes('\0'), 'must not hold the character NUL');

/** An answer to a case, and who gave it. */
export const CaseAnswer = z.object({
  outcome: CaseOutcome,
  evidence: Evidence,
  /** Who answered: `user@machine`, or the report's name; null while nobody has. */
  by: z.string().nullable(),
  at: Instant.nullable(),
  from: z.enum(['hand', 'junit', 'carried']),
});
export type CaseAnswer = Readonly<z.infer<typeof CaseAnswer>>;

/** A case of a run: as the plan had it when the run began, with its newest answer. */
export const QaResult = CaseAnswer.extend({
  case: TestCaseId,
  position: z.number().int(),
  ...TestCaseFields.shape,
  /** The bug that it made or was linked with. */
  bug: ItemId.nullable(),
  /** Counts its answers, so that two windows cannot overwrite each other. */
  version: z.number().int(),
});
export type QaResult = Readonly<z.infer<typeof QaResult>>;

export const QaRunState = z.enum(['running', 'finished', 'abandoned']);
export type QaRunState = z.infer<typeof QaRunState>;

/** The tests of one release candidate. */
export const QaRun = z.object({
  id: QaRunId,
  projectId: ProjectId,
  revision: Revision,
  name: plainText(200),
  state: QaRunState,
  startedAt: Instant,
  startedBy: z.string(),
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  /** Why it was abandoned; empty otherwise. */
  endReason: z.string(),
  /** The run that this one takes up again. */
  reopens: QaRunId.nullable(),
});
export type QaRun = Readonly<z.infer<typeof QaRun>>;

export const QaCounts = z.object({
  pass: z.number().int(),
  fail: z.number().int(),
  blocked: z.number().int(),
  'not-run': z.number().int(),
  /** Required cases that did not pass. */
  requiredOpen: z.number().int(),
});
export type QaCounts = Readonly<z.infer<typeof QaCounts>>;
