import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { ItemId, ProjectId, Revision } from '../ids.ts';
import { LOG_PAGE_MAX, LogLine, LogNews } from '../logs/logLine.ts';
import { plainText } from '../plainText.ts';
import { PlanningAct } from '../planningAct.ts';
import { CaseAnswer, CaseOutcome, Evidence, QaCounts, QaResult, QaRun, QaRunId } from './qaRun.ts';
import { QaSettings } from './qaSettings.ts';
import { TEST_CASES_MAX, TestCase, TestCaseFields, TestCaseId } from './testCase.ts';
import { CoveredFile, JunitCase, REPORT_CHUNK_MAX, ReportId, TestReport } from './testReport.ts';
import { TestRun, TestRunId } from './testRun.ts';

const { GONE, REFUSED, CONFLICT, FILE_INVALID, STORAGE } = errors;

export const UploadId = z.uuid().brand<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;

/** What may be tested: the head of the base branch, or a tag. */
export const QaCandidate = z.object({
  revision: Revision,
  kind: z.enum(['base', 'tag']),
  name: z.string(),
  subject: z.string(),
});
export type QaCandidate = Readonly<z.infer<typeof QaCandidate>>;

/** A run as the list shows it. */
export const ListedQaRun = QaRun.extend({ counts: QaCounts });
export type ListedQaRun = Readonly<z.infer<typeof ListedQaRun>>;

/** A run with every case of it, in the order of the plan. */
export const WholeQaRun = ListedQaRun.extend({
  results: z.array(QaResult),
  /** Cases that the plan got since the run began. */
  newCases: z.number().int(),
});
export type WholeQaRun = Readonly<z.infer<typeof WholeQaRun>>;

/** Test cases of a report that are sent to the page; the rest is counted. */
export const SHOWN_CASES_MAX = 2_000;

/** A report with what is in it: failures first, cases that no case of the run answers to marked. */
export const WholeTestReport = TestReport.extend({
  cases: z.array(JunitCase.extend({ matched: z.boolean() })).max(SHOWN_CASES_MAX),
  /** Without their lines' numbers, lowest share first. */
  files: z
    .array(CoveredFile.pick({ path: true }).extend({ covered: z.number().int(), missed: z.number().int() }))
    .max(SHOWN_CASES_MAX),
  more: z.number().int(),
});
export type WholeTestReport = Readonly<z.infer<typeof WholeTestReport>>;

export const qaContract = {
  /** All cases in their order, archived ones too. */
  plan: oc
    .input(z.object({ project: ProjectId }))
    .output(z.array(TestCase))
    .errors({ GONE }),
  /** Adds cases to the end of the plan. */
  addCases: oc
    .input(z.object({ project: ProjectId, cases: z.array(TestCaseFields).min(1).max(TEST_CASES_MAX) }))
    .output(z.array(TestCase))
    .errors({ GONE, REFUSED, STORAGE }),
  /** `seen` is the version that was changed. */
  changeCase: oc
    .input(z.object({ case: TestCaseId, seen: z.number().int(), fields: TestCaseFields }))
    .output(TestCase)
    .errors({ GONE, REFUSED, CONFLICT, STORAGE }),
  /** Puts a case behind another one of its category; null: to the front of it. */
  moveCase: oc
    .input(z.object({ case: TestCaseId, after: TestCaseId.nullable() }))
    .output(TestCase)
    .errors({ GONE, REFUSED, STORAGE }),
  /** Takes a case out of the plan: deleted when no run holds it, archived otherwise. */
  removeCase: oc
    .input(z.object({ case: TestCaseId }))
    .output(z.object({ archived: z.boolean() }))
    .errors({ GONE, STORAGE }),
  restoreCase: oc
    .input(z.object({ case: TestCaseId }))
    .output(TestCase)
    .errors({ GONE, REFUSED, STORAGE }),

  settings: oc
    .input(z.object({ project: ProjectId }))
    .output(z.object({ settings: QaSettings, version: z.number().int(), gated: z.boolean() }))
    .errors({ GONE }),
  saveSettings: oc
    .input(z.object({ project: ProjectId, seen: z.number().int(), settings: QaSettings }))
    .errors({ GONE, REFUSED, CONFLICT, STORAGE }),

  /** What a run may be made for; `problem` says why the repository could not be asked. */
  candidates: oc
    .input(z.object({ project: ProjectId }))
    .output(z.object({ candidates: z.array(QaCandidate), problem: z.string().nullable() }))
    .errors({ GONE }),
  /** Newest first; `before` is the last one of the page before. */
  runs: oc
    .input(z.object({ project: ProjectId, before: QaRunId.nullable(), limit: z.number().int().min(1).max(200) }))
    .output(z.object({ runs: z.array(ListedQaRun), more: z.boolean() }))
    .errors({ GONE }),
  run: oc
    .input(z.object({ run: QaRunId }))
    .output(WholeQaRun)
    .errors({ GONE }),
  startRun: oc
    .input(z.object({ project: ProjectId, revision: Revision, name: plainText(200) }))
    .output(QaRun)
    .errors({ GONE, REFUSED, STORAGE }),
  /** Takes up a run that is over as a new one of the same revision: what passed stays passed, everything else is to be run. */
  reopenRun: oc
    .input(z.object({ run: QaRunId }))
    .output(QaRun)
    .errors({ GONE, REFUSED, STORAGE }),
  /** Puts the cases that the plan got since the run began into it. */
  takeNewCases: oc
    .input(z.object({ run: QaRunId }))
    .output(WholeQaRun)
    .errors({ GONE, REFUSED, STORAGE }),
  /** `seen` is the version that was answered. */
  mark: oc
    .input(
      z.object({
        run: QaRunId,
        case: TestCaseId,
        outcome: CaseOutcome,
        evidence: Evidence,
        seen: z.number().int(),
      }),
    )
    .output(QaResult)
    .errors({ GONE, REFUSED, CONFLICT, STORAGE }),
  /** Every answer a case of a run had, newest first. */
  answers: oc
    .input(z.object({ run: QaRunId, case: TestCaseId }))
    .output(z.array(CaseAnswer))
    .errors({ GONE }),
  /** Refused while a required case is open; see `openRequired`. */
  finishRun: oc
    .input(z.object({ run: QaRunId }))
    .output(QaRun)
    .errors({ GONE, REFUSED, STORAGE }),
  abandonRun: oc
    .input(z.object({ run: QaRunId, reason: plainText(2000) }))
    .output(QaRun)
    .errors({ GONE, REFUSED, STORAGE }),

  /** Makes the failed case a bug in the inbox, or takes up the one that it already is. */
  makeBug: oc
    .input(PlanningAct.extend({ run: QaRunId, case: TestCaseId }))
    .output(z.object({ item: ItemId }))
    .errors({ GONE, REFUSED, STORAGE }),
  linkBug: oc
    .input(z.object({ run: QaRunId, case: TestCaseId, item: ItemId.nullable() }))
    .output(QaResult)
    .errors({ GONE, REFUSED, STORAGE }),

  /** Runs the project's test command on the revision; `run` is the QA run whose cases its reports fill. */
  startTests: oc
    .input(z.object({ project: ProjectId, revision: Revision, run: QaRunId.nullable() }))
    .output(TestRun)
    .errors({ GONE, REFUSED, STORAGE }),
  cancelTests: oc
    .input(z.object({ test: TestRunId }))
    .output(TestRun)
    .errors({ GONE, REFUSED }),
  /** The newest 50, of a QA run or of the project. */
  testRuns: oc
    .input(z.object({ project: ProjectId, run: QaRunId.nullable() }))
    .output(z.array(TestRun))
    .errors({ GONE }),
  testRun: oc
    .input(z.object({ test: TestRunId }))
    .output(TestRun)
    .errors({ GONE }),
  watchLog: oc
    .input(z.object({ test: TestRunId }))
    .output(eventIterator(LogNews))
    .errors({ GONE }),
  logPage: oc
    .input(
      z.object({ test: TestRunId, from: z.number().int().min(0), count: z.number().int().min(1).max(LOG_PAGE_MAX) }),
    )
    .output(z.object({ lines: z.array(LogLine), total: z.number().int() }))
    .errors({ GONE }),
  logSearch: oc
    .input(z.object({ test: TestRunId, text: z.string().min(1).max(500) }))
    .output(z.object({ lines: z.array(z.number().int()), truncated: z.boolean() }))
    .errors({ GONE }),
  logBytes: oc
    .input(z.object({ test: TestRunId, from: z.number().int().min(0) }))
    .output(z.object({ base64: z.string(), next: z.number().int().nullable() }))
    .errors({ GONE }),

  /** A report is sent in pieces, then read. With `run` null its test cases are only listed, to make cases of them. */
  openUpload: oc
    .input(
      z.object({
        project: ProjectId,
        run: QaRunId.nullable(),
        fileName: plainText(255),
        bytes: z.number().int().min(0),
      }),
    )
    .output(z.object({ upload: UploadId }))
    .errors({ GONE, REFUSED }),
  appendUpload: oc
    .input(z.object({ upload: UploadId, base64: z.base64().max(Math.ceil(REPORT_CHUNK_MAX / 3) * 4) }))
    .errors({ GONE, REFUSED }),
  /** Reads what was sent: a JUnit file answers the cases of the run, coverage is kept for the revision. */
  readUpload: oc
    .input(z.object({ upload: UploadId }))
    .output(z.object({ report: ReportId.nullable(), cases: z.array(JunitCase), notices: z.array(z.string()) }))
    .errors({ GONE, REFUSED, FILE_INVALID, STORAGE }),
  /** The reports of a QA run, newest first. */
  reports: oc
    .input(z.object({ run: QaRunId }))
    .output(z.array(TestReport))
    .errors({ GONE }),
  report: oc
    .input(z.object({ report: ReportId }))
    .output(WholeTestReport)
    .errors({ GONE, REFUSED }),
};
