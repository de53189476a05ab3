import { describe, expect, it } from 'vitest';
import { answerCases } from './answerCases.ts';
import { casesOfJunit } from './casesOfJunit.ts';
import { readJunit } from './readJunit.ts';
import { TestCaseFields, TestCaseId } from './testCase.ts';
import { sampleJunit } from './testing/sampleReports.ts';

const reading = readJunit(sampleJunit);
const report = reading.ok ? reading.cases : [];
const wanted = { category: 'unit', required: true, each: 'class' } as const;

describe('casesOfJunit', () => {
  it('T2 makes one case for each class, or for each test', () => {
    expect(casesOfJunit(report, [], wanted).map(({ title }) => title)).toEqual([
      'tests.test_login',
      'tests.test_routes',
    ]);
    expect(casesOfJunit(report, [], { ...wanted, each: 'test' })).toHaveLength(5);
  });

  it('T2 leaves out what the plan answers already', () => {
    const plan = [{ match: { classname: 'tests.test_login', name: '*' } }, { match: null }];
    expect(casesOfJunit(report, plan, wanted).map(({ title }) => title)).toEqual(['tests.test_routes']);
  });

  it('T2 makes cases that may be saved and that the same report answers whole', () => {
    for (const each of ['class', 'test'] as const) {
      const odd = [
        ...report,
        { suite: '', classname: '', name: 'a\nb', outcome: 'passed' as const, seconds: null, message: '' },
      ];
      const made = casesOfJunit(odd, [], { ...wanted, each }).map((fields) => TestCaseFields.parse(fields));
      const plan = made.map(({ match }, at) => ({
        case: TestCaseId.parse(`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`),
        match,
      }));
      expect(answerCases(plan, odd)).toMatchObject({ unmatched: [], answers: { length: made.length } });
    }
  });
});
