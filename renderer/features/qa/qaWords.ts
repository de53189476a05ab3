import { type CaseOutcome, caseOutcomes, type QaCounts, type QaRun } from '../../../shared/qa/qaRun.ts';
import type { QaCategory } from '../../../shared/qa/testCase.ts';
import type { JunitOutcome } from '../../../shared/qa/testReport.ts';
import type { TestRun } from '../../../shared/qa/testRun.ts';
import type { Status } from '../../ui/StatusBadge.tsx';

interface Shown {
  readonly status: Status;
  readonly label: string;
}

export const categoryTitle: Readonly<Record<QaCategory, string>> = {
  unit: 'Unit',
  integration: 'Integration',
  functionality: 'Functionality',
  edge: 'Edge cases',
  regression: 'Regression',
};

/** How an answer is shown. */
export const outcomeShown: Readonly<Record<CaseOutcome, Shown>> = {
  pass: { status: 'healthy', label: 'passed' },
  fail: { status: 'failing', label: 'failed' },
  blocked: { status: 'degraded', label: 'blocked' },
  'not-run': { status: 'unknown', label: 'not run' },
};

export const junitShown: Readonly<Record<JunitOutcome, Shown>> = {
  passed: { status: 'healthy', label: 'passed' },
  failed: { status: 'failing', label: 'failed' },
  error: { status: 'failing', label: 'error' },
  skipped: { status: 'unknown', label: 'skipped' },
};

/** What came of the cases, without what there is none of: "2 passed, 1 failed". */
export const countsInWords = (counts: QaCounts): string =>
  caseOutcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcomeShown[outcome].label}`)
    .join(', ');

/** How a run is shown: a finished one by what came of it. */
export const qaRunShown = ({
  state,
  counts,
}: Pick<QaRun, 'state'> & { readonly counts: { readonly requiredOpen: number } }): Shown => {
  if (state === 'running') return { status: 'running', label: 'running' };
  if (state === 'abandoned') return { status: 'stopped', label: 'abandoned' };
  return counts.requiredOpen === 0
    ? { status: 'healthy', label: 'passed' }
    : { status: 'failing', label: `${counts.requiredOpen} required not passed` };
};

const endShown: Readonly<Record<NonNullable<TestRun['end']>['kind'], Shown>> = {
  passed: { status: 'healthy', label: 'passed' },
  failed: { status: 'failing', label: 'failed' },
  cancelled: { status: 'stopped', label: 'cancelled' },
  'timed-out': { status: 'failing', label: 'timed out' },
  'not-started': { status: 'degraded', label: 'not started' },
  lost: { status: 'unknown', label: 'lost' },
  interrupted: { status: 'unknown', label: 'interrupted' },
};

/** How a run of the test command is shown. */
export const testRunShown = ({ end, cancelRequestedAt }: Pick<TestRun, 'end' | 'cancelRequestedAt'>): Shown => {
  if (end !== null) return endShown[end.kind];
  return { status: 'running', label: cancelRequestedAt === null ? 'running' : 'being cancelled' };
};
