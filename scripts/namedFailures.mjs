import { relative } from 'node:path';
import { root } from './root.mjs';

/** Longer messages are in the output above. */
const MESSAGE_MAX = 200;

const firstLine = (message = '') => {
  const [line = ''] = message
    .replaceAll(/\u001b\[[0-9;]*m/g, '')
    .trim()
    .split('\n');
  return line.slice(0, MESSAGE_MAX);
};

/** The tests that failed, one line each, out of vitest's JSON report: what a reader of a long log looks for first. */
export const vitestFailures = ({ testResults = [] }) =>
  testResults.flatMap(({ name, message, status, assertionResults = [] }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`Failed: ${file}: ${firstLine(message)}`];
    return failed.map((test) => `Failed: ${file}: ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
  });

/** The specs that failed, and those that passed only when tried again, one line each, out of Playwright's JSON report. */
export const playwrightFailures = ({ suites = [], errors = [] }) => {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
  const lines = suites.flatMap(specsOf).flatMap((spec) =>
    spec.tests.flatMap(({ status, results = [] }) => {
      if (status !== 'unexpected' && status !== 'flaky') return [];
      const message = results.map(({ error }) => error?.message).find((each) => each !== undefined);
      return [`${status === 'flaky' ? 'Flaky' : 'Failed'}: ${spec.file}: ${spec.title}: ${firstLine(message)}`];
    }),
  );
  return [...lines, ...errors.map(({ message }) => `Failed: ${firstLine(message)}`)];
};
