import type { MatchedCase, ReportAnswer } from '../../../shared/qa/answerCases.ts';
import type { WholeTestReport } from '../../../shared/qa/contract.ts';
import type { CoveredFile, JunitCase, ReportKind, TestReport } from '../../../shared/qa/testReport.ts';

/** A report that was read, as far as the backend needs it at once; all of it is in `content`. */
export interface TakenReport {
  readonly ok: true;
  readonly kind: ReportKind;
  readonly notices: readonly string[];
  readonly totals: TestReport['totals'];
  readonly lines: TestReport['lines'];
  /** What it says of the cases of the plan. */
  readonly answers: readonly ReportAnswer[];
  /** Names of cases that failed, at most FAILURES_KEPT. */
  readonly failures: readonly string[];
  /** Its first cases, as many as were asked for. */
  readonly first: readonly JunitCase[];
  /** See packContent. */
  readonly content: Uint8Array;
}
export type ReportTaking =
  | TakenReport
  | { readonly ok: false; readonly message: string; readonly line: number | null; readonly column: number | null };

/** Names of failed cases that are kept beside a report's counts. */
export const FAILURES_KEPT = 20;

/** What the reading thread can be asked, and what it answers. */
export interface ReportOrders {
  /** Reads the bytes of a report, whatever they are. */
  readonly read: {
    readonly order: {
      readonly parts: readonly Uint8Array[];
      readonly plan: readonly MatchedCase[];
      readonly first: number;
    };
    readonly answer: ReportTaking;
  };
  /** What a page shows of a report that is kept. */
  readonly view: {
    readonly order: { readonly content: Uint8Array; readonly plan: readonly MatchedCase[] };
    readonly answer: Pick<WholeTestReport, 'cases' | 'files' | 'more'>;
  };
  /** The coverage of files that are named as one of `paths` is, of several reports together. */
  readonly coverage: {
    readonly order: { readonly contents: readonly Uint8Array[]; readonly paths: readonly string[] };
    readonly answer: readonly CoveredFile[];
  };
}
export type ReportOrderKind = keyof ReportOrders;
