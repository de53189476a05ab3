import { randomUUID } from 'node:crypto';
import { CommentId } from '../../../shared/backlog/itemDetail.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ItemId, WindowId } from '../../../shared/ids.ts';
import { PITWALL_WINDOW } from '../../../shared/planningAct.ts';
import { bugEvidence, bugTitle } from '../../../shared/qa/bugText.ts';
import type { QaResult, QaRun, QaRunId } from '../../../shared/qa/qaRun.ts';
import type { TestCaseId } from '../../../shared/qa/testCase.ts';
import type { QaDeps } from './qaDeps.ts';
import { needCase, needResult, needRun } from './qaGuards.ts';
import { recordQa } from './recordQa.ts';
import { getCase, putCase, type StoredCase } from './testCaseTable.ts';

export const QA_SYSTEM = 'qa';

/** Urgency of a bug that a case found: a required one keeps the release from going out. */
const URGENCY = { required: 8, other: 5 } as const;

/** The bugs of cases: one item for each case, whatever run it fails in. */
export interface CaseBugs {
  /** Makes the failed case a bug in the inbox, or notes the failure on the one that it has. */
  readonly make: (window: WindowId, run: QaRunId, id: TestCaseId) => ItemId;
  readonly link: (run: QaRunId, id: TestCaseId, item: ItemId | null) => QaResult;
  /** A case failed: its bug, when it has one, hears of it; one that was done is opened again as a regression. */
  readonly failedAgain: (run: QaRun, result: QaResult) => void;
}

export const createCaseBugs = (deps: QaDeps): CaseBugs => {
  const { db, items } = deps;

  const bugOf = (testCase: StoredCase): StoredItem | null =>
    (testCase.bug === null ? null : items.read(testCase.bug)) ??
    items.bySource(testCase.projectId, { system: QA_SYSTEM, externalId: testCase.id });

  const categoryOf = (item: StoredItem) =>
    items.settings(item.projectId).workflow.find(({ id }) => id === item.status)?.category ?? 'todo';
  const keyOf = (item: StoredItem) => `${items.projectKey(item.projectId) ?? 'item'}-${item.number}`;

  /** Writes the failure on the bug, once for each answer. */
  const note = (window: WindowId, run: QaRun, result: QaResult, testCase: StoredCase, bug: StoredItem): void => {
    const noted = `${run.id}:${result.version}`;
    if (testCase.bugNoted === noted && testCase.bug === bug.id) return;
    const regression = categoryOf(bug) === 'done';
    items.commit({ project: run.projectId, window }, (edit) => {
      edit.insert('comment', {
        id: CommentId.parse(randomUUID()),
        item: bug.id,
        author: 'Pitwall',
        text: `${regression ? '**Regression:** failed again after it was done.' : '**Failed again.**'}\n\n${bugEvidence(run, result)}`,
        at: edit.stamp.at,
        editedAt: null,
      });
      if (regression) items.reopen(edit, bug, `Its test case failed again in “${run.name}”.`.slice(0, 2000));
      const summary = regression
        ? `Open ${keyOf(bug)} again: its test case failed`
        : `Note on ${keyOf(bug)} that its test case failed`;
      return {
        result: undefined,
        act: { verb: regression ? 'item.reopen' : 'item.note', entity: 'item', id: bug.id, summary },
      };
    });
    putCase(db, { ...testCase, bug: bug.id, bugNoted: noted });
  };

  const file = (window: WindowId, run: QaRun, result: QaResult, testCase: StoredCase): ItemId =>
    items.commit({ project: run.projectId, window }, (edit) => {
      const made = items.file(edit, {
        project: run.projectId,
        kind: 'bug',
        title: bugTitle(result),
        description: bugEvidence(run, result),
        urgency: result.required ? URGENCY.required : URGENCY.other,
        source: { system: QA_SYSTEM, externalId: testCase.id },
      });
      putCase(db, { ...testCase, bug: made.id, bugNoted: `${run.id}:${result.version}` });
      const summary = `Make ${made.key} of the failed test case “${result.title}”`;
      return { result: made.id, act: { verb: 'item.create', entity: 'item', id: made.id, summary } };
    });

  const make = (window: WindowId, runId: QaRunId, id: TestCaseId): ItemId => {
    const run = needRun(deps, runId);
    const result = needResult(deps, run, id);
    if (result.outcome !== 'fail')
      throw new Failure('REFUSED', `“${result.title}” did not fail in this run.`, {
        act: 'Mark it as failed first, with what was seen.',
      });
    const testCase = needCase(deps, id);
    const bug = bugOf(testCase);
    const line = { verb: 'qa.bug', entity: 'QA run', id: run.id, summary: `“${run.name}”: make ${result.title} a bug` };
    return recordQa(deps, run.projectId, line, () => {
      if (bug === null) return file(window, run, result, testCase);
      note(window, run, result, testCase, bug);
      return bug.id;
    });
  };

  const link = (runId: QaRunId, id: TestCaseId, item: ItemId | null): QaResult => {
    const run = needRun(deps, runId);
    const result = needResult(deps, run, id);
    const testCase = needCase(deps, id);
    const bug = item === null ? null : items.read(item);
    if (item !== null && bug?.projectId !== run.projectId)
      throw new Failure('GONE', 'This item is not in this project (any more).', { what: 'item', id: item });
    const words = bug === null ? 'take away its bug' : `link ${keyOf(bug)}`;
    const line = { verb: 'qa.link', entity: 'QA run', id: run.id, summary: `“${run.name}”: ${result.title}: ${words}` };
    recordQa(deps, run.projectId, line, () => putCase(db, { ...testCase, bug: item, bugNoted: '' }));
    return needResult(deps, run, id);
  };

  return {
    make,
    link,
    failedAgain: (run, result) => {
      const testCase = getCase(db, result.case);
      const bug = testCase === null ? null : bugOf(testCase);
      if (testCase !== null && bug !== null) note(PITWALL_WINDOW, run, result, testCase, bug);
    },
  };
};
