import { z } from 'zod';
import { Instant, MemberId, ProjectId } from '../ids.ts';
import { plainText } from '../plainText.ts';

export const TestCaseId = z.uuid().brand<'TestCaseId'>();
export type TestCaseId = z.infer<typeof TestCaseId>;

/** The kinds of a test plan, in the order in which they are worked through. */
export const qaCategories = ['unit', 'integration', 'functionality', 'edge', 'regression'] as const;
export const QaCategory = z.enum(qaCategories);
export type QaCategory = z.infer<typeof QaCategory>;

/** Cases of one project's plan; a plan of thousands is a test suite, which JUnit files are for. */
export const TEST_CASES_MAX = 2_000;

/** One pattern against the class name, one against the name of a JUnit test case: `*` stands for any text, everything else for itself. */
export const JunitMatch = z.object({ classname: plainText(500), name: plainText(500) });
export type JunitMatch = Readonly<z.infer<typeof JunitMatch>>;

/** What a person sets of a case. */
export const TestCaseFields = z.object({
  category: QaCategory,
  title: plainText(300),
  /** Markdown: what to do and what to see. */
  steps: z
    .string()
    .max(20_000)
    .refine((text) => !text.includes('\0'), 'must not hold the character NUL'),
  /** A QA run cannot be finished while it is open, and only passed it lets a deploy through. */
  required: z.boolean(),
  /** What of a JUnit report answers it; null: by hand only. */
  match: JunitMatch.nullable(),
  owner: MemberId.nullable(),
});
export type TestCaseFields = Readonly<z.infer<typeof TestCaseFields>>;

export const TestCase = TestCaseFields.extend({
  id: TestCaseId,
  projectId: ProjectId,
  /** Its place in the plan: compared as a plain string. */
  rank: z.string(),
  /** Out of the plan, kept for the runs that hold it; null: in the plan. */
  archivedAt: Instant.nullable(),
  /** Counts its changes, so that two windows cannot overwrite each other. */
  version: z.number().int(),
});
export type TestCase = Readonly<z.infer<typeof TestCase>>;
