import type { QaCounts, QaResult } from './qaRun.ts';
import { type QaCategory, qaCategories } from './testCase.ts';

type Answered = Pick<QaResult, 'outcome' | 'required' | 'evidence' | 'category' | 'title'>;

/** How many cases have which answer, and how many required ones did not pass. */
export const countResults = (results: readonly Pick<QaResult, 'outcome' | 'required'>[]): QaCounts => {
  const count = (outcome: QaResult['outcome']) => results.filter((each) => each.outcome === outcome).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    blocked: count('blocked'),
    'not-run': count('not-run'),
    requiredOpen: results.filter(({ outcome, required }) => required && outcome !== 'pass').length,
  };
};

/** The counts of each category that has cases, in the plan's order. */
export const progressByCategory = (
  results: readonly Answered[],
): readonly { readonly category: QaCategory; readonly counts: QaCounts; readonly cases: number }[] =>
  qaCategories.flatMap((category) => {
    const own = results.filter((each) => each.category === category);
    return own.length === 0 ? [] : [{ category, counts: countResults(own), cases: own.length }];
  });

/** Required cases that keep a run from being finished: not run, or blocked without a reason. A failed one is answered. */
export const openRequired = <Result extends Answered>(results: readonly Result[]): readonly Result[] =>
  results.filter(
    ({ required, outcome, evidence }) =>
      required && (outcome === 'not-run' || (outcome === 'blocked' && evidence.trim() === '')),
  );
