import { answerCases } from '../../../shared/qa/answerCases.ts';
import { SHOWN_CASES_MAX } from '../../../shared/qa/contract.ts';
import { coverageNamedAs } from '../../../shared/qa/coverageOfLines.ts';
import { mergeCoverage } from '../../../shared/qa/mergeCoverage.ts';
import { totalsOf } from '../../../shared/qa/readJunit.ts';
import { readReport } from '../../../shared/qa/readReport.ts';
import type { JunitOutcome } from '../../../shared/qa/testReport.ts';
import { decodeReport } from './decodeReport.ts';
import { packContent, unpackContent } from './reportContent.ts';
import { FAILURES_KEPT, type ReportOrderKind, type ReportOrders } from './reportOrders.ts';

type Work = {
  readonly [Kind in ReportOrderKind]: (order: ReportOrders[Kind]['order']) => ReportOrders[Kind]['answer'];
};

const sum = <Each>(all: readonly Each[], of: (each: Each) => number): number =>
  all.reduce((total, each) => total + of(each), 0);

/** What the reading thread does: everything about reports that takes longer than the backend may be silent. */
export const reportWork: Work = {
  read: ({ parts, plan, first }) => {
    const { text, replaced } = decodeReport(Buffer.concat(parts));
    const reading = readReport(text);
    if (!reading.ok) return reading;
    const { kind, cases, files } = reading;
    return {
      ok: true,
      kind,
      notices: [
        ...reading.notices,
        ...(replaced ? ['Bytes that are not in the file’s encoding were replaced by �.'] : []),
      ],
      totals: kind === 'junit' ? totalsOf(cases) : null,
      lines:
        kind === 'junit'
          ? null
          : {
              files: files.length,
              covered: sum(files, ({ covered }) => covered.length),
              missed: sum(files, ({ missed }) => missed.length),
            },
      answers: answerCases(plan, cases).answers,
      failures: cases
        .filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
        .slice(0, FAILURES_KEPT)
        .map(({ classname, name }) => `${classname}.${name}`),
      first: cases.slice(0, first),
      content: packContent({ cases: [...cases], files: [...files] }),
    };
  },

  view: ({ content, plan }) => {
    const all = unpackContent(content);
    const unmatched = new Set(answerCases(plan, all.cases).unmatched);
    const cases = all.cases
      .map((each, index) => ({ ...each, matched: !unmatched.has(index) }))
      .sort((a, b) => order[a.outcome] - order[b.outcome]);
    const files = all.files
      .map(({ path, covered, missed }) => ({ path, covered: covered.length, missed: missed.length }))
      .sort((a, b) => share(a) - share(b) || (a.path < b.path ? -1 : 1));
    return {
      cases: cases.slice(0, SHOWN_CASES_MAX),
      files: files.slice(0, SHOWN_CASES_MAX),
      more: Math.max(0, cases.length - SHOWN_CASES_MAX) + Math.max(0, files.length - SHOWN_CASES_MAX),
    };
  },

  coverage: ({ contents, paths }) =>
    mergeCoverage(contents.map((content) => coverageNamedAs(unpackContent(content).files, paths))),
};

const order: Readonly<Record<JunitOutcome, number>> = { error: 0, failed: 0, skipped: 1, passed: 2 };

const share = ({ covered, missed }: { readonly covered: number; readonly missed: number }): number =>
  covered + missed === 0 ? 1 : covered / (covered + missed);
