import { describe, expect, it } from 'vitest';
import type { PatternReport } from '../patterns/patternReport.ts';
import type { CoverageFacts, TestFacts } from '../qa/qaFacts.ts';
import { answerCoverage, answerPatterns, answerSecrets, answerTests, machineRunning } from './machineAnswers.ts';

const tests = (over: Partial<TestFacts['totals']>, failures: readonly string[] = []): TestFacts => ({
  totals: { tests: 3, passed: 3, failed: 0, errors: 0, skipped: 0, ...over },
  failures: [...failures],
  reports: ['junit.xml'],
  at: 1,
});
const coverage = (covered: readonly number[], missed: readonly number[]): CoverageFacts => ({
  files: [{ path: 'src/app/main.py', covered: [...covered], missed: [...missed] }],
  reports: ['lcov.info'],
  at: 1,
});
const changed = [{ path: 'app/main.py', lines: [1, 2, 3, 4, 9] }];

describe('the answers of the machine', () => {
  it('T5 answers tests by the newest reports; none is no pass, and neither is one in which nothing ran', () => {
    expect(answerTests(null)).toMatchObject({
      state: 'missing',
      summary: expect.stringContaining('no report of tests for this revision'),
    });
    expect(answerTests(tests({}))).toMatchObject({ state: 'pass', summary: '3 tests passed.' });
    expect(answerTests(tests({ passed: 2, failed: 1 }, ['app.test_login']))).toMatchObject({
      state: 'fail',
      summary: '1 test of 3 failed: app.test_login.',
    });
    expect(answerTests(tests({ passed: 0, skipped: 3 }))).toMatchObject({ state: 'missing' });
    expect(answerTests(tests({ passed: 2, errors: 1 }, ['x'])).state).toBe('fail');
  });

  it('T5 answers coverage by the changed lines alone, and says which of them no test runs', () => {
    expect(answerCoverage(coverage([1, 2, 3, 4, 100], []), changed, 0.8)).toMatchObject({ state: 'pass' });
    const bad = answerCoverage(coverage([1, 2, 50, 51, 52], [3, 4]), changed, 0.8);
    expect(bad).toMatchObject({
      state: 'fail',
      summary: '50 % of the changed lines are covered (2 of 4), 80 % are asked.',
    });
    expect(bad.findings.map(({ path, line }) => [path, line])).toEqual([
      ['app/main.py', 3],
      ['app/main.py', 4],
    ]);
  });

  it('T5 takes a report that is missing, or does not know a changed file, for no pass', () => {
    expect(answerCoverage(null, changed, 0.8)).toMatchObject({
      state: 'missing',
      summary: expect.stringContaining('no report of coverage for this revision'),
    });
    const unknown = answerCoverage(coverage([1, 2], []), [...changed, { path: 'app/new.py', lines: [1] }], 0.5);
    expect(unknown).toMatchObject({ state: 'missing', summary: expect.stringContaining('app/new.py') });
    expect(answerCoverage(null, [{ path: 'app/main.py', lines: [] }], 0.8).state).toBe('none');
    expect(answerCoverage(coverage([1], []), [{ path: 'app/main.py', lines: [70] }], 0.8).state).toBe('none');
  });

  const secret = {
    rule: 'aws-key',
    path: 'a.py',
    line: 3,
    message: 'This looks like an AWS key: AKIA…',
    fingerprint: 'f',
  };

  it('T5 lets no secret pass but one that somebody took for none, with the reason, and searches every file', () => {
    expect(answerSecrets([secret], [], new Map())).toMatchObject({ state: 'fail', findings: [{ suppressed: null }] });
    const reason = { reason: 'the sample of the documentation', by: 'Ada' };
    expect(answerSecrets([secret], [], new Map([['f', reason]]))).toMatchObject({
      state: 'pass',
      findings: [{ suppressed: reason }],
    });
    expect(answerSecrets([], ['huge.sql'], new Map())).toMatchObject({ state: 'error' });
    expect(answerSecrets([secret], ['huge.sql'], new Map())).toMatchObject({ state: 'fail' });
  });

  it('T5 answers patterns by new findings, and by none at all when a file could not be read', () => {
    const report = (over: Partial<PatternReport>) =>
      answerPatterns({ findings: [], unparsable: [], files: 1, ...over }).state;
    const found = {
      rule: 'ASYNC210',
      path: 'a.py',
      line: 1,
      column: 1,
      endLine: 1,
      message: 'm',
      code: '',
      title: '',
      reason: '',
      good: '',
      url: '',
      suppression: null,
    } as unknown as PatternReport['findings'][number];
    expect(
      answerPatterns({ findings: [{ ...found, state: 'new' }], unparsable: [], files: 1 }).findings[0]?.advice,
    ).toEqual({ title: '', code: '', reason: '', good: '', url: '' });
    expect(report({})).toBe('pass');
    expect(report({ files: 0 })).toBe('none');
    expect(report({ findings: [{ ...found, state: 'new' }] })).toBe('fail');
    expect(report({ findings: [{ ...found, state: 'baseline' }] })).toBe('pass');
    expect(report({ unparsable: [{ path: 'b.py', why: 'syntax', message: 'line 3' }] })).toBe('error');
  });

  it('T5 says how far a check is', () => {
    expect(machineRunning('patterns', { done: 0, total: 0 })).toMatchObject({ summary: 'It is being checked.' });
    expect(machineRunning('patterns', { done: 3, total: 40 })).toMatchObject({
      state: 'running',
      summary: 'It is being checked: 3 of 40 files.',
      progress: { done: 3, total: 40 },
    });
  });
});
