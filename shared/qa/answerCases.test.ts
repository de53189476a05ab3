import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerCases } from './answerCases.ts';
import { fitsReportPath } from './fitsReportPath.ts';
import { fitsWildcards } from './fitsWildcards.ts';
import { openRequired } from './qaProgress.ts';
import { readJunit } from './readJunit.ts';
import { TestCaseId } from './testCase.ts';
import { sampleJunit } from './testing/sampleReports.ts';

const id = () => TestCaseId.parse(randomUUID());

describe('answerCases', () => {
  it('T8 fills the cases whose patterns fit, the worst result first, and lists what fits none', () => {
    const reading = readJunit(sampleJunit);
    if (!reading.ok) throw new Error(reading.message);
    const plan = [
      { case: id(), match: { classname: 'tests.test_login', name: '*' } },
      { case: id(), match: { classname: '*', name: 'test_home' } },
      { case: id(), match: { classname: 'tests.test_login', name: 'test_lockout' } },
      { case: id(), match: { classname: 'tests.other', name: '*' } },
      { case: id(), match: null },
    ];
    const { answers, unmatched } = answerCases(plan, reading.cases);
    expect(answers.map(({ case: which, outcome }) => [plan.findIndex((each) => each.case === which), outcome])).toEqual(
      [
        [0, 'fail'],
        [1, 'pass'],
        [2, 'not-run'],
      ],
    );
    expect(answers[0]?.evidence).toContain(
      '1 passed, 1 failed, 1 skipped\n\ntests.test_login.test_bad_password[<b>]\nassert 200 == 401',
    );
    expect(unmatched.map((index) => reading.cases[index]?.name)).toEqual(['test_stops']);
  });
});

describe('fitsWildcards', () => {
  it('T8 is the regular expression that it stands for', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        const meant = new RegExp(
          `^${pattern
            .split('*')
            .map((part) => part.replace('.', '\\.').replaceAll('.', '.'))
            .join('[^]*')}$`,
        );
        if (!pattern.includes('.')) expect(fitsWildcards(pattern, value)).toBe(meant.test(value));
        expect(fitsWildcards('*', value) && fitsWildcards(value, value)).toBe(true);
      }),
    );
  });
});

describe('fitsReportPath', () => {
  it('T8 takes stars within a name, and two over folders', () => {
    expect(fitsReportPath('junit.xml', 'junit.xml')).toBe(true);
    expect(fitsReportPath('target/*/TEST-*.xml', 'target/surefire-reports/TEST-a.b.xml')).toBe(true);
    expect(fitsReportPath('*.xml', 'a/b.xml')).toBe(false);
    expect(fitsReportPath('**/*.xml', 'b.xml')).toBe(true);
    expect(fitsReportPath('**/reports/**/*.xml', 'a/reports/c/d/e.xml')).toBe(true);
    expect(fitsReportPath(`${'**/'.repeat(200)}x`, 'a/'.repeat(400))).toBe(false);
  });
});

describe('openRequired', () => {
  it('T8 keeps a run open for required cases that nobody answered, and for blocked ones without a reason', () => {
    const result = (outcome: 'pass' | 'fail' | 'blocked' | 'not-run', evidence = '', required = true) => ({
      outcome,
      evidence,
      required,
      category: 'unit' as const,
      title: `${outcome} ${evidence}`,
    });
    const results = [
      result('pass'),
      result('fail'),
      result('blocked', ' '),
      result('blocked', 'no account'),
      result('not-run'),
      result('not-run', '', false),
    ];
    expect(openRequired(results).map(({ title }) => title)).toEqual(['blocked  ', 'not-run ']);
  });
});
