import { randomUUID } from 'node:crypto';
import { rankBetween } from '../../../shared/backlog/rankBetween.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import {
  type QaCategory,
  qaCategories,
  TEST_CASES_MAX,
  type TestCase,
  TestCaseFields,
  TestCaseId,
} from '../../../shared/qa/testCase.ts';
import type { QaDeps } from './qaDeps.ts';
import { needCase, needProject } from './qaGuards.ts';
import { recordQa } from './recordQa.ts';
import { caseIsUsed, deleteCase, listCases, putCase, type StoredCase } from './testCaseTable.ts';

/** Everything a person does to the test plan. */
export const createPlanCommands = (deps: QaDeps) => {
  const { db, clock } = deps;

  const inOrder = (project: ProjectId): readonly StoredCase[] => {
    const all = listCases(db, project);
    return qaCategories.flatMap((category) => all.filter((each) => each.category === category));
  };
  const planned = (project: ProjectId, category: QaCategory) =>
    listCases(db, project).filter((each) => each.category === category && each.archivedAt === null);
  const endOf = (project: ProjectId, category: QaCategory): string =>
    rankBetween(
      listCases(db, project)
        .filter((each) => each.category === category)
        .at(-1)?.rank ?? null,
      null,
    );

  const refuseStranger = (project: ProjectId, { owner }: TestCaseFields): void => {
    if (owner !== null && !deps.items.isMember(project, owner))
      throw new Failure('REFUSED', 'The owner is not in the team of this project (any more).', {
        act: 'Choose somebody of the team, or nobody.',
      });
  };

  const addCases = (project: ProjectId, cases: readonly TestCaseFields[]): readonly TestCase[] => {
    needProject(deps, project);
    for (const fields of cases) refuseStranger(project, fields);
    if (listCases(db, project).length + cases.length > TEST_CASES_MAX)
      throw new Failure('REFUSED', `A plan holds at most ${TEST_CASES_MAX.toLocaleString('en-GB')} cases.`, {
        act: 'Let one case stand for many tests of a report, by a * in its pattern.',
      });
    const line = {
      verb: 'testCase.add',
      entity: 'project',
      id: project,
      summary: cases.length === 1 ? `Add the test case “${cases[0]?.title}”` : `Add ${cases.length} test cases`,
    };
    return recordQa(deps, project, line, () =>
      cases.map((fields) => {
        const made: StoredCase = {
          ...fields,
          id: TestCaseId.parse(randomUUID()),
          projectId: project,
          rank: endOf(project, fields.category),
          archivedAt: null,
          version: 1,
          bug: null,
          bugNoted: '',
        };
        putCase(db, made);
        return made;
      }),
    );
  };

  const changeCase = (id: TestCaseId, seen: number, fields: TestCaseFields): TestCase => {
    const before = needCase(deps, id);
    refuseStranger(before.projectId, fields);
    if (before.version !== seen) {
      const now = TestCaseFields.parse(before);
      const differing = (Object.keys(now) as (keyof TestCaseFields)[]).filter(
        (key) => JSON.stringify(now[key]) !== JSON.stringify(fields[key]),
      );
      throw new Failure('CONFLICT', `“${before.title}” was changed in another window in between.`, {
        act: 'Look at what stands there now, then change it again.',
        changes: differing.map((key) => `${key} is now: ${JSON.stringify(now[key]).slice(0, 200)}`),
      });
    }
    const moved = before.category !== fields.category;
    const after: StoredCase = {
      ...before,
      ...fields,
      rank: moved ? endOf(before.projectId, fields.category) : before.rank,
      version: before.version + 1,
    };
    if (JSON.stringify(TestCaseFields.parse(before)) === JSON.stringify(TestCaseFields.parse(after))) return before;
    return recordQa(deps, before.projectId, lineOf('testCase.change', after, 'Change the test case'), () => {
      putCase(db, after);
      return after;
    });
  };

  const moveCase = (id: TestCaseId, after: TestCaseId | null): TestCase => {
    const moving = needCase(deps, id);
    const others = planned(moving.projectId, moving.category).filter((each) => each.id !== id);
    const at = after === null ? 0 : others.findIndex((each) => each.id === after) + 1;
    if (after !== null && at === 0)
      throw new Failure('REFUSED', 'The case to put it behind is not in this category (any more).', {
        act: 'Look at the plan as it is now.',
      });
    const rank = rankBetween(others[at - 1]?.rank ?? null, others[at]?.rank ?? null);
    const moved = { ...moving, rank };
    return recordQa(deps, moving.projectId, lineOf('testCase.move', moved, 'Move the test case'), () => {
      putCase(db, moved);
      return moved;
    });
  };

  const removeCase = (id: TestCaseId): { readonly archived: boolean } => {
    const found = needCase(deps, id);
    const archived = caseIsUsed(db, id);
    if (archived && found.archivedAt !== null) return { archived };
    const line = lineOf(
      archived ? 'testCase.archive' : 'testCase.remove',
      found,
      archived ? 'Archive the test case' : 'Remove the test case',
    );
    return recordQa(deps, found.projectId, line, () => {
      if (archived) putCase(db, { ...found, archivedAt: clock.now(), version: found.version + 1 });
      else deleteCase(db, id);
      return { archived };
    });
  };

  const restoreCase = (id: TestCaseId): TestCase => {
    const found = needCase(deps, id);
    if (found.archivedAt === null) return found;
    const restored = {
      ...found,
      archivedAt: null,
      rank: endOf(found.projectId, found.category),
      version: found.version + 1,
    };
    return recordQa(deps, found.projectId, lineOf('testCase.restore', restored, 'Take up again the test case'), () => {
      putCase(db, restored);
      return restored;
    });
  };

  return {
    plan: (project: ProjectId): readonly TestCase[] => inOrder(needProject(deps, project)).map(shownCase),
    addCases: (project: ProjectId, cases: readonly TestCaseFields[]) => addCases(project, cases).map(shownCase),
    changeCase: (id: TestCaseId, seen: number, fields: TestCaseFields) => shownCase(changeCase(id, seen, fields)),
    moveCase: (id: TestCaseId, after: TestCaseId | null) => shownCase(moveCase(id, after)),
    removeCase,
    restoreCase: (id: TestCaseId) => shownCase(restoreCase(id)),
    /** The cases that a new run takes, in their order. */
    cases: (project: ProjectId): readonly StoredCase[] => inOrder(project).filter((each) => each.archivedAt === null),
  };
};
export type PlanCommands = ReturnType<typeof createPlanCommands>;

const lineOf = (verb: string, { id, title }: StoredCase, words: string) => ({
  verb,
  entity: 'test case',
  id,
  summary: `${words} “${title}”`,
});

const shownCase = (each: TestCase & Partial<StoredCase>): TestCase => {
  const { bug: _bug, bugNoted: _noted, ...shown } = each;
  return shown;
};
