import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { QaResult, QaRun, QaRunId } from '../../../shared/qa/qaRun.ts';
import type { TestCaseId } from '../../../shared/qa/testCase.ts';
import type { QaDeps } from './qaDeps.ts';
import { getResult } from './qaResultTable.ts';
import { getQaRun } from './qaRunTable.ts';
import { getCase, type StoredCase } from './testCaseTable.ts';

export const needProject = ({ hasProject }: Pick<QaDeps, 'hasProject'>, id: ProjectId): ProjectId => {
  if (!hasProject(id)) throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
  return id;
};

export const needCase = ({ db }: Pick<QaDeps, 'db'>, id: TestCaseId): StoredCase => {
  const found = getCase(db, id);
  if (found === null)
    throw new Failure('GONE', 'This test case is not in the plan (any more).', { what: 'test case', id });
  return found;
};

export const needRun = ({ db }: Pick<QaDeps, 'db'>, id: QaRunId): QaRun => {
  const found = getQaRun(db, id);
  if (found === null) throw new Failure('GONE', 'This QA run does not exist (any more).', { what: 'QA run', id });
  return found;
};

/** A run that still takes answers. */
export const needRunning = (deps: Pick<QaDeps, 'db'>, id: QaRunId): QaRun => {
  const run = needRun(deps, id);
  if (run.state !== 'running')
    throw new Failure('REFUSED', `“${run.name}” is ${run.state}: a run that is over never changes.`, {
      act: 'Take it up again as a new run, and go on there.',
    });
  return run;
};

export const needResult = ({ db }: Pick<QaDeps, 'db'>, run: QaRun, id: TestCaseId): QaResult => {
  const found = getResult(db, run.id, id);
  if (found === null)
    throw new Failure('GONE', `“${run.name}” does not hold this test case.`, { what: 'test case', id });
  return found;
};
