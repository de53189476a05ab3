import { countedInWords, type KeptOfProject } from '../keptOfProject.ts';
import type { QaDeps } from './qaDeps.ts';
import { countQaRuns } from './qaRunTable.ts';
import { listCases } from './testCaseTable.ts';
import { countReports } from './testReportTable.ts';
import type { TestRunner } from './testRunner.ts';
import { activeTestRun, countTestRuns } from './testRunTable.ts';

/** What QA keeps of a project. */
export const createKeptOfQa = ({ db }: Pick<QaDeps, 'db'>, tests: Pick<TestRunner, 'forgetLogs'>): KeptOfProject => ({
  inWords: (project) => [
    ...countedInWords(listCases(db, project).length, 'test case', ' of the plan'),
    ...countedInWords(countQaRuns(db, project), 'QA run', ' with every answer'),
    ...countedInWords(countTestRuns(db, project), 'run', ' of the test command, with what it printed'),
    ...countedInWords(countReports(db, project), 'report', ' of tests and coverage'),
  ],
  goingOn: (project) => {
    const active = activeTestRun(db, project);
    return active === null ? null : `the tests of ${active.revision.slice(0, 7)}`;
  },
  remove: tests.forgetLogs,
});
