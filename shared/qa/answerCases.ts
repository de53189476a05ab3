import { cutText } from './cutText.ts';
import { fitsWildcards } from './fitsWildcards.ts';
import type { CaseOutcome } from './qaRun.ts';
import type { JunitMatch, TestCaseId } from './testCase.ts';
import type { JunitCase } from './testReport.ts';

export interface MatchedCase {
  readonly case: TestCaseId;
  readonly match: JunitMatch | null;
}

/** What a report says of a case of the plan. */
export interface ReportAnswer {
  readonly case: TestCaseId;
  readonly outcome: CaseOutcome;
  /** Plain text: counts, then what failed. */
  readonly evidence: string;
}

const SHOWN = 10;
const MESSAGE_MAX = 1_000;

/** Fills the cases of a plan from the test cases of a JUnit report.
 *
 * The worst of all that fit counts: one failure or error fails the case; it passes when at least one passed; when all were skipped it was not
 * run. A case that nothing fits gets no answer. `unmatched` are the indexes of test cases that fit no case of the plan. */
export const answerCases = (
  plan: readonly MatchedCase[],
  cases: readonly JunitCase[],
): { readonly answers: readonly ReportAnswer[]; readonly unmatched: readonly number[] } => {
  const used = new Set<number>();
  // A report of fifty thousand tests has some hundred classes: those are compared first.
  const byClass = Map.groupBy(cases.keys(), (index) => cases[index]?.classname ?? '');
  const answers = plan.flatMap(({ case: id, match }) => {
    if (match === null) return [];
    const fitting: JunitCase[] = [];
    for (const [classname, indexes] of byClass) {
      if (!fitsWildcards(match.classname, classname)) continue;
      for (const index of indexes) {
        const each = cases[index];
        if (each === undefined || (match.name !== '*' && !fitsWildcards(match.name, each.name))) continue;
        used.add(index);
        fitting.push(each);
      }
    }
    return fitting.length === 0 ? [] : [{ case: id, ...answerOf(fitting) }];
  });
  return { answers, unmatched: cases.flatMap((_, index) => (used.has(index) ? [] : [index])) };
};

const answerOf = (cases: readonly JunitCase[]): Pick<ReportAnswer, 'outcome' | 'evidence'> => {
  const bad = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const passed = cases.filter(({ outcome }) => outcome === 'passed').length;
  const skipped = cases.length - passed - bad.length;
  const counts = [
    passed > 0 ? `${passed} passed` : null,
    bad.length > 0 ? `${bad.length} failed` : null,
    skipped > 0 ? `${skipped} skipped` : null,
  ].filter((part) => part !== null);
  const shown = bad
    .slice(0, SHOWN)
    .map(({ classname, name, message }) => [`${classname}.${name}`, cutText(message, MESSAGE_MAX)].join('\n').trim());
  const more = bad.length > SHOWN ? [`and ${bad.length - SHOWN} more`] : [];
  return {
    outcome: bad.length > 0 ? 'fail' : passed > 0 ? 'pass' : 'not-run',
    evidence: [counts.join(', '), ...shown, ...more].join('\n\n'),
  };
};
