import { z } from 'zod';
import { Instant, ProjectId, Revision } from '../ids.ts';
import { QaRunId } from './qaRun.ts';

/** A ULID, so that test runs sort by the time they were made. */
export const TestRunId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .brand<'TestRunId'>();
export type TestRunId = z.infer<typeof TestRunId>;

/** How a run of the test command ended: by its exit code, or because it was ended. `interrupted`: Pitwall ended before it. */
export const testEnds = ['passed', 'failed', 'cancelled', 'timed-out', 'not-started', 'lost', 'interrupted'] as const;
export const TestEnd = z.object({
  kind: z.enum(testEnds),
  exitCode: z.number().int().nullable(),
  /** One or two sentences. */
  reason: z.string(),
  /** The next act; null when there is none. */
  act: z.string().nullable(),
});
export type TestEnd = Readonly<z.infer<typeof TestEnd>>;

/** One run of the project's test command. */
export const TestRun = z.object({
  id: TestRunId,
  projectId: ProjectId,
  /** The QA run whose cases its reports fill. */
  qaRun: QaRunId.nullable(),
  revision: Revision,
  command: z.string(),
  /** In words: "a checkout on this machine", "staging, in /srv/app". */
  where: z.string(),
  startedBy: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  cancelRequestedAt: Instant.nullable(),
  end: TestEnd.nullable(),
  /** What became of the report files it was to bring, each in a sentence. */
  reportNotes: z.array(z.string()),
  logBytes: z.number().int(),
});
export type TestRun = Readonly<z.infer<typeof TestRun>>;
