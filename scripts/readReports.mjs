/** Counts of one suite. */
export const noTests = { passed: 0, failed: 0, skipped: 0 };

/** What vitest's JSON report says. A file that could not even be read has no tests in it, and is still a failure. */
export const readVitestReport = (report) => {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: todo } = report;
  return { passed, failed: failed === 0 && !report.success ? 1 : failed, skipped: pending + (todo ?? 0) };
};

/** What Playwright's JSON report says of one project; null for all. A test that passed when tried again (only a run for the record tries again) counts as passed; the reporter names it as flaky. */
export const readPlaywrightReport = (report, project = null) => {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests)
    .filter((test) => project === null || test.projectName === project);
  const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
  const failed = count('unexpected');
  return {
    passed: count('expected', 'flaky'),
    failed: failed === 0 && (report.errors ?? []).length > 0 ? 1 : failed,
    skipped: count('skipped'),
  };
};

/** The sum of many. */
export const sumCounts = (all) =>
  all.reduce(
    (sum, each) => ({
      passed: sum.passed + each.passed,
      failed: sum.failed + each.failed,
      skipped: sum.skipped + each.skipped,
    }),
    noTests,
  );

/** The line that a run of all suites ends with. */
export const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
