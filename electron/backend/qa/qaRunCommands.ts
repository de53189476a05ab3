import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { countResults, openRequired } from '../../../shared/qa/qaProgress.ts';
import { type CaseAnswer, type CaseOutcome, type QaResult, type QaRun, QaRunId } from '../../../shared/qa/qaRun.ts';
import { TestCaseFields, type TestCaseId } from '../../../shared/qa/testCase.ts';
import type { CaseBugs } from './caseBugs.ts';
import type { PlanCommands } from './planCommands.ts';
import type { QaDeps } from './qaDeps.ts';
import { needProject, needResult, needRun, needRunning } from './qaGuards.ts';
import { answerResult, countsOfRun, insertResult, listAnswers, listResults } from './qaResultTable.ts';
import { endQaRun, insertQaRun, listQaRuns } from './qaRunTable.ts';
import { recordQa } from './recordQa.ts';
import type { StoredCase } from './testCaseTable.ts';

/** More names do not fit into a sentence. */
const NAMED = 10;

/** Everything a person does to a QA run. */
export const createQaRunCommands = (deps: QaDeps, plan: PlanCommands, bugs: CaseBugs) => {
  const { db, clock, actor } = deps;

  const fresh = (testCase: StoredCase, position: number): QaResult => ({
    ...TestCaseFields.parse(testCase),
    case: testCase.id,
    position,
    outcome: 'not-run',
    evidence: '',
    by: null,
    at: null,
    from: 'hand',
    bug: testCase.bug,
    version: 0,
  });

  const missing = (run: QaRun): readonly StoredCase[] => {
    const held = new Set(listResults(db, run.id).map((result) => result.case));
    return plan.cases(run.projectId).filter(({ id }) => !held.has(id));
  };

  const whole = (id: QaRunId): WholeQaRun => {
    const run = needRun(deps, id);
    const results = [...listResults(db, id)];
    return {
      ...run,
      counts: countResults(results),
      results,
      newCases: run.state === 'running' ? missing(run).length : 0,
    };
  };

  const open = (
    run: Pick<QaRun, 'projectId' | 'revision' | 'name' | 'reopens'>,
    carried: ReadonlyMap<TestCaseId, QaResult>,
  ): QaRun => {
    const cases = plan.cases(run.projectId);
    if (cases.length === 0)
      throw new Failure('REFUSED', 'The test plan is empty: a run of it would say nothing.', {
        act: 'Add test cases to the plan first, or take them from a JUnit file.',
      });
    const made: QaRun = {
      ...run,
      id: QaRunId.parse(randomUUID()),
      state: 'running',
      startedAt: clock.now(),
      startedBy: actor,
      endedAt: null,
      endedBy: null,
      endReason: '',
    };
    const line = {
      verb: 'qa.start',
      entity: 'QA run',
      id: made.id,
      summary: `Start the QA run “${made.name}” of ${made.revision.slice(0, 7)} with ${cases.length} cases`,
    };
    return recordQa(deps, made.projectId, line, () => {
      insertQaRun(db, made);
      for (const [position, each] of cases.entries()) {
        const result = fresh(each, position);
        insertResult(db, made.id, result);
        const before = carried.get(each.id);
        if (before?.by != null && before.at !== null)
          answerResult(
            db,
            made.id,
            { ...result, outcome: before.outcome, evidence: before.evidence, from: 'carried', version: 1 },
            { by: before.by, at: before.at },
          );
      }
      return made;
    });
  };

  const reopen = (id: QaRunId): QaRun => {
    const before = needRun(deps, id);
    if (before.state === 'running')
      throw new Failure('REFUSED', `“${before.name}” still goes on.`, { act: 'Go on with it.' });
    const passed = listResults(db, id).filter(({ outcome }) => outcome === 'pass');
    return open(
      { projectId: before.projectId, revision: before.revision, name: before.name, reopens: before.id },
      new Map(passed.map((result) => [result.case, result])),
    );
  };

  const takeNewCases = (id: QaRunId): WholeQaRun => {
    const run = needRunning(deps, id);
    const added = missing(run);
    if (added.length > 0) {
      const from = (listResults(db, id).at(-1)?.position ?? -1) + 1;
      const line = {
        verb: 'qa.cases',
        entity: 'QA run',
        id,
        summary: `Put ${added.length} new ${added.length === 1 ? 'case' : 'cases'} into “${run.name}”`,
      };
      recordQa(deps, run.projectId, line, () => {
        for (const [at, each] of added.entries()) insertResult(db, id, fresh(each, from + at));
      });
    }
    return whole(id);
  };

  const mark = (input: {
    readonly run: QaRunId;
    readonly case: TestCaseId;
    readonly outcome: CaseOutcome;
    readonly evidence: string;
    readonly seen: number;
  }): QaResult => {
    const run = needRunning(deps, input.run);
    const before = needResult(deps, run, input.case);
    const { outcome, evidence } = input;
    if (before.version !== input.seen) {
      if (before.outcome === outcome && before.evidence === evidence) return before;
      throw new Failure('CONFLICT', `“${before.title}” was answered in another window in between.`, {
        act: 'Look at what stands there now, then answer it again if you see it otherwise.',
        changes: [`${before.title}: ${before.by ?? 'somebody'} says ${outcomeWords[before.outcome]}.`],
      });
    }
    if (before.outcome === outcome && before.evidence === evidence && before.by !== null) return before;
    const after: QaResult = { ...before, outcome, evidence, from: 'hand', version: before.version + 1 };
    const line = {
      verb: 'qa.mark',
      entity: 'QA run',
      id: run.id,
      summary: `“${run.name}”: ${before.title} ${outcomeWords[outcome]}`,
    };
    recordQa(deps, run.projectId, line, () => {
      answerResult(db, run.id, after, { by: actor, at: clock.now() });
      if (outcome === 'fail') bugs.failedAgain(run, after);
    });
    return needResult(deps, run, input.case);
  };

  const end = (run: QaRun, state: 'finished' | 'abandoned', endReason: string, summary: string): QaRun => {
    const ended: QaRun = { ...run, state, endedAt: clock.now(), endedBy: actor, endReason };
    return recordQa(
      deps,
      run.projectId,
      { verb: state === 'finished' ? 'qa.finish' : 'qa.abandon', entity: 'QA run', id: run.id, summary },
      () => {
        endQaRun(db, ended);
        return ended;
      },
    );
  };

  const finish = (id: QaRunId): QaRun => {
    const run = needRunning(deps, id);
    const results = listResults(db, id);
    const open = openRequired(results);
    if (open.length > 0) {
      const names = open.slice(0, NAMED).map(({ title, outcome }) => `${title} (${outcomeWords[outcome]})`);
      const more = open.length > NAMED ? `; and ${open.length - NAMED} more` : '';
      throw new Failure(
        'REFUSED',
        `${open.length} required ${open.length === 1 ? 'case is' : 'cases are'} open: ${names.join('; ')}${more}.`,
        { act: 'Answer them; what cannot be tested now is blocked, with the reason as its evidence.' },
      );
    }
    const { pass, fail, blocked } = countResults(results);
    return end(
      run,
      'finished',
      '',
      `Finish the QA run “${run.name}” of ${run.revision.slice(0, 7)}: ${pass} passed, ${fail} failed, ${blocked} blocked`,
    );
  };

  return {
    whole,
    list: (project: ProjectId, page: { readonly before: QaRunId | null; readonly limit: number }) => {
      const runs = listQaRuns(db, needProject(deps, project), { before: page.before, limit: page.limit + 1 });
      return {
        runs: runs.slice(0, page.limit).map((run) => ({ ...run, counts: countsOfRun(db, run.id) })),
        more: runs.length > page.limit,
      };
    },
    start: (project: ProjectId, revision: Revision, name: string): QaRun =>
      open({ projectId: needProject(deps, project), revision, name, reopens: null }, new Map()),
    reopen,
    takeNewCases,
    mark,
    answers: (run: QaRunId, id: TestCaseId): readonly CaseAnswer[] => listAnswers(db, needRun(deps, run).id, id),
    finish,
    abandon: (id: QaRunId, reason: string): QaRun => {
      const run = needRunning(deps, id);
      return end(run, 'abandoned', reason, `Abandon the QA run “${run.name}”: ${reason}`);
    },
  };
};

const outcomeWords: Readonly<Record<CaseOutcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  blocked: 'is blocked',
  'not-run': 'was not run',
};
