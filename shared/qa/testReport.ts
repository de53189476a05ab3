import { z } from 'zod';
import { Instant, ProjectId, Revision } from '../ids.ts';
import { QaRunId } from './qaRun.ts';
import { TestCaseId } from './testCase.ts';
import { TestRunId } from './testRun.ts';

export const ReportId = z.uuid().brand<'ReportId'>();
export type ReportId = z.infer<typeof ReportId>;

/** Bytes of one report that are read; a larger one is refused with its size. */
export const REPORT_MAX = 128 * 1024 * 1024;
/** Bytes of it a call carries: as base64 and in its envelope they fit into the 1 MiB that a message of the browser shell may have. */
export const REPORT_CHUNK_MAX = 512 * 1024;
/** Test cases of one JUnit file that are kept. */
export const JUNIT_CASES_MAX = 100_000;

export const JunitOutcome = z.enum(['passed', 'failed', 'error', 'skipped']);
export type JunitOutcome = z.infer<typeof JunitOutcome>;

/** A test case of a JUnit file; texts are cut, and say so. */
export const JunitCase = z.object({
  suite: z.string(),
  classname: z.string(),
  name: z.string(),
  outcome: JunitOutcome,
  /** Seconds; null when the file does not say it. */
  seconds: z.number().nullable(),
  /** Why it failed or was skipped. */
  message: z.string(),
});
export type JunitCase = Readonly<z.infer<typeof JunitCase>>;

export const JunitTotals = z.object({
  tests: z.number().int(),
  passed: z.number().int(),
  failed: z.number().int(),
  errors: z.number().int(),
  skipped: z.number().int(),
});
export type JunitTotals = Readonly<z.infer<typeof JunitTotals>>;

/** Lines of one file that a coverage report counts; both lists rise and hold no line twice. */
export const CoveredFile = z.object({
  /** As the report names it: relative to some folder, or absolute on the machine that ran the tests. */
  path: z.string(),
  covered: z.array(z.number().int()),
  missed: z.array(z.number().int()),
});
export type CoveredFile = Readonly<z.infer<typeof CoveredFile>>;

export const ReportKind = z.enum(['junit', 'lcov', 'cobertura']);
export type ReportKind = z.infer<typeof ReportKind>;

/** A report as lists show it. */
export const TestReport = z.object({
  id: ReportId,
  projectId: ProjectId,
  revision: Revision,
  qaRun: QaRunId.nullable(),
  testRun: TestRunId.nullable(),
  kind: ReportKind,
  /** The file's name, or its path in the checkout. */
  name: z.string(),
  at: Instant,
  by: z.string(),
  /** What the reader must know of the file: wrong counts, cut texts, replaced bytes. */
  notices: z.array(z.string()),
  /** Of JUnit files. */
  totals: JunitTotals.nullable(),
  /** Of coverage files. */
  lines: z.object({ files: z.number().int(), covered: z.number().int(), missed: z.number().int() }).nullable(),
  /** Cases of the QA run that it answered. */
  answered: z.array(TestCaseId),
});
export type TestReport = Readonly<z.infer<typeof TestReport>>;
