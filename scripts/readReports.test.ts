import { describe, expect, it } from 'vitest';
import { countsLine, readPlaywrightReport, readVitestReport, sumCounts } from './readReports.mjs';
import { summaryLines } from './summary.mjs';

describe('vitest’s report', () => {
  const report = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, success: true };

  it('is counted', () => {
    expect(readVitestReport(report)).toEqual({ passed: 7, failed: 0, skipped: 3 });
    expect(readVitestReport({ ...report, numFailedTests: 2, success: false }).failed).toBe(2);
  });

  it('has failed when a file could not be read, though no test of it failed', () => {
    expect(readVitestReport({ ...report, success: false }).failed).toBe(1);
  });
});

describe('Playwright’s report', () => {
  const test = (status, projectName = 'browser') => ({ status, projectName });
  const report = {
    suites: [
      {
        specs: [{ tests: [test('expected'), test('skipped', 'desktop')] }],
        suites: [{ specs: [{ tests: [test('unexpected')] }, { tests: [test('flaky')] }] }],
      },
    ],
    errors: [],
  };

  it('is counted over all its suites, for all projects or one', () => {
    expect(readPlaywrightReport(report)).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(readPlaywrightReport(report, 'desktop')).toEqual({ passed: 0, failed: 0, skipped: 1 });
  });

  it('has failed when it met an error outside of tests', () => {
    expect(readPlaywrightReport({ suites: [], errors: [{ message: 'no config' }] }).failed).toBe(1);
  });
});

describe('the last lines of npm test', () => {
  const passed = {
    title: 'unit tests',
    counts: { passed: 9, failed: 0, skipped: 1 },
    seconds: 3,
    notes: ['Skipped: x, because y.'],
  };
  const failed = { title: 'types', counts: { passed: 0, failed: 1, skipped: 0 }, seconds: 2, notes: [] };
  const notRun = { title: 'desktop', counts: { passed: 0, failed: 0, skipped: 1 }, why: 'there is no Electron binary' };

  it('name every suite, what could not run and why, and end with the sums', () => {
    const lines = summaryLines([passed, failed, notRun]);
    expect(lines[0]).toMatch(/passed +unit tests +9 passed, 0 failed, 1 skipped in 3 s/);
    expect(lines[1]).toMatch(/FAILED +types/);
    expect(lines[2]).toMatch(/not run +desktop +because there is no Electron binary/);
    expect(lines[3]).toBe('  Skipped: x, because y.');
    expect(lines.at(-1)).toBe('9 passed, 1 failed, 2 skipped');
  });

  it('add up', () => {
    expect(countsLine(sumCounts([]))).toBe('0 passed, 0 failed, 0 skipped');
  });
});
