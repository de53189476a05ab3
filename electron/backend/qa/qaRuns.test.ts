import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { failureOf, project, type QaBed, qaBed, revision, sampleCase, window } from './testing/qaBed.ts';

let bed: QaBed;
beforeEach(() => {
  bed = qaBed();
});
afterEach(() => bed.close());

const begun = async (...cases: Parameters<typeof sampleCase>[0][]) => {
  await bed.client.addCases({ project, cases: cases.map((over) => sampleCase(over)) });
  return await bed.client.startRun({ project, revision, name: 'Candidate 1' });
};
const resultAt = async (run: QaRunId, at: number) => {
  const result = (await bed.client.run({ run })).results[at];
  if (result === undefined) throw new Error(`there is no result ${at}`);
  return result;
};
const answer = async (run: QaRunId, at: number, outcome: 'pass' | 'fail' | 'blocked' | 'not-run', evidence = '') => {
  const { case: id, version } = await resultAt(run, at);
  return await bed.client.mark({ run, case: id, outcome, evidence, seen: version });
};

describe('the test plan', () => {
  it('T2 keeps its order by category, moves cases and refuses what is of another one', async () => {
    const [one, two, edge] = await bed.client.addCases({
      project,
      cases: [
        sampleCase({ title: 'one' }),
        sampleCase({ title: 'two' }),
        sampleCase({ title: 'edge', category: 'edge' }),
      ],
    });
    if (one === undefined || two === undefined || edge === undefined) throw new Error('three cases were added');
    await bed.client.moveCase({ case: one.id, after: two.id });
    expect((await bed.client.plan({ project })).map(({ title }) => title)).toEqual(['two', 'one', 'edge']);
    await bed.client.moveCase({ case: one.id, after: null });
    expect((await bed.client.plan({ project })).map(({ title }) => title)).toEqual(['one', 'two', 'edge']);
    expect(await failureOf(bed.client.moveCase({ case: one.id, after: edge.id }))).toMatchObject({ code: 'REFUSED' });
  });

  it('T2 does not let two windows overwrite each other', async () => {
    const [made] = await bed.client.addCases({ project, cases: [sampleCase()] });
    if (made === undefined) throw new Error('a case was added');
    await bed.client.changeCase({ case: made.id, seen: 1, fields: sampleCase({ title: 'First window' }) });
    const late = await failureOf(
      bed.client.changeCase({ case: made.id, seen: 1, fields: sampleCase({ title: 'Second window' }) }),
    );
    expect(late).toMatchObject({ code: 'CONFLICT', data: { changes: ['title is now: "First window"'] } });
    expect((await bed.client.plan({ project }))[0]?.title).toBe('First window');
  });

  it('T2 archives a case that a run holds, and deletes one that none does', async () => {
    const run = await begun({ title: 'held' });
    const [spare] = await bed.client.addCases({ project, cases: [sampleCase({ title: 'spare' })] });
    const held = (await resultAt(run.id, 0)).case;
    if (spare === undefined) throw new Error('a case was added');
    expect(await bed.client.removeCase({ case: spare.id })).toEqual({ archived: false });
    expect(await bed.client.removeCase({ case: held })).toEqual({ archived: true });
    expect((await bed.client.plan({ project })).map(({ title, archivedAt }) => [title, archivedAt !== null])).toEqual([
      ['held', true],
    ]);
    expect((await bed.client.restoreCase({ case: held })).archivedAt).toBeNull();
    expect(await failureOf(bed.client.removeCase({ case: spare.id }))).toMatchObject({ code: 'GONE' });
  });
});

describe('a QA run', () => {
  it('T8 is bound to a revision and keeps its cases as they were when it began', async () => {
    const run = await begun({ title: 'one' }, { title: 'two', category: 'edge', required: false });
    const { case: id } = await resultAt(run.id, 0);
    await bed.client.changeCase({ case: id, seen: 1, fields: sampleCase({ title: 'renamed', required: false }) });
    expect(await resultAt(run.id, 0)).toMatchObject({ title: 'one', required: true, outcome: 'not-run', by: null });
    await bed.client.addCases({ project, cases: [sampleCase({ title: 'three' })] });
    expect((await bed.client.run({ run: run.id })).newCases).toBe(1);
    const { results, newCases } = await bed.client.takeNewCases({ run: run.id });
    expect([results.map(({ title }) => title), newCases]).toEqual([['one', 'two', 'three'], 0]);
  });

  it('T8 of an empty plan is refused', async () => {
    expect(await failureOf(bed.client.startRun({ project, revision, name: 'x' }))).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('empty'),
    });
  });

  it('T8 keeps every answer with who gave it and when', async () => {
    const run = await begun({});
    await answer(run.id, 0, 'fail', 'HTTP 500');
    bed.clock.move(60_000);
    await answer(run.id, 0, 'pass', 'works now');
    const { case: id } = await resultAt(run.id, 0);
    expect(await bed.client.answers({ run: run.id, case: id })).toEqual([
      { outcome: 'pass', evidence: 'works now', by: 'lead@desk', at: bed.clock.now(), from: 'hand' },
      { outcome: 'fail', evidence: 'HTTP 500', by: 'lead@desk', at: bed.clock.now() - 60_000, from: 'hand' },
    ]);
    expect(bed.ledger()[0]).toBe('“Candidate 1”: Log in with a good password passed');
  });

  it('T8 names the answer that came from another window in between', async () => {
    const run = await begun({});
    const { case: id } = await resultAt(run.id, 0);
    await bed.client.mark({ run: run.id, case: id, outcome: 'fail', evidence: 'seen here', seen: 0 });
    expect(
      await failureOf(bed.client.mark({ run: run.id, case: id, outcome: 'pass', evidence: '', seen: 0 })),
    ).toMatchObject({ code: 'CONFLICT', data: { changes: ['Log in with a good password: lead@desk says failed.'] } });
    expect((await resultAt(run.id, 0)).outcome).toBe('fail');
  });

  it('T8 is not finished while a required case is open, and names it', async () => {
    const run = await begun(
      { title: 'passes' },
      { title: 'hangs' },
      { title: 'blocked' },
      { title: 'nice', required: false },
    );
    await answer(run.id, 0, 'pass');
    await answer(run.id, 2, 'blocked');
    expect(await failureOf(bed.client.finishRun({ run: run.id }))).toMatchObject({
      code: 'REFUSED',
      message: '2 required cases are open: hangs (was not run); blocked (is blocked).',
    });
    await answer(run.id, 1, 'fail', 'it hangs');
    await answer(run.id, 2, 'blocked', 'no test account');
    expect(await bed.client.finishRun({ run: run.id })).toMatchObject({ state: 'finished', endedBy: 'lead@desk' });
  });

  it('T8 that is over never changes, not even by SQL', async () => {
    const run = await begun({});
    await answer(run.id, 0, 'pass');
    await bed.client.finishRun({ run: run.id });
    expect(await failureOf(answer(run.id, 0, 'fail'))).toMatchObject({ code: 'REFUSED' });
    expect(await failureOf(bed.client.abandonRun({ run: run.id, reason: 'x' }))).toMatchObject({ code: 'REFUSED' });
    expect(await failureOf(bed.client.takeNewCases({ run: run.id }))).toMatchObject({ code: 'REFUSED' });
    for (const sql of [
      "UPDATE qa_run SET state = 'running'",
      "UPDATE qa_result SET outcome = 'fail'",
      "INSERT INTO qa_result SELECT run_id, 'other', 9, settings, outcome, evidence, answered_by, answered_at, answered_from, version FROM qa_result",
      "UPDATE qa_answer SET outcome = 'fail'",
    ])
      expect(() => bed.db.exec(sql)).toThrow(/never changes|append-only/);
  });

  it('T8 is taken up again as a new run, in which only what passed is answered', async () => {
    const run = await begun({ title: 'good' }, { title: 'bad' });
    await answer(run.id, 0, 'pass', 'seen');
    await answer(run.id, 1, 'fail');
    expect(await failureOf(bed.client.reopenRun({ run: run.id }))).toMatchObject({ code: 'REFUSED' });
    await bed.client.abandonRun({ run: run.id, reason: 'the wrong database' });
    const again = await bed.client.reopenRun({ run: run.id });
    expect(again).toMatchObject({ reopens: run.id, revision, state: 'running' });
    const { results } = await bed.client.run({ run: again.id });
    expect(results.map(({ outcome, evidence, from }) => [outcome, evidence, from])).toEqual([
      ['pass', 'seen', 'carried'],
      ['not-run', '', 'hand'],
    ]);
  });

  it('T8 tells gates what it knows: a finished run counts until it is taken up again', async () => {
    const run = await begun({ title: 'a' }, { title: 'b', required: false });
    expect(bed.qa.qaOf(project, revision).run).toMatchObject({ state: 'running', open: ['a'] });
    await answer(run.id, 0, 'pass');
    await bed.client.finishRun({ run: run.id });
    await bed.client.startRun({ project, revision, name: 'A second look' });
    expect(bed.qa.qaOf(project, revision).run).toMatchObject({ id: run.id, state: 'finished', open: [] });
    const again = await bed.client.reopenRun({ run: run.id });
    expect(bed.qa.qaOf(project, revision).run).toMatchObject({ id: again.id, state: 'running' });
    await bed.client.abandonRun({ run: again.id, reason: 'started by mistake' });
    expect(bed.qa.qaOf(project, revision).run).toMatchObject({ id: again.id, state: 'abandoned' });
    expect(bed.qa.testsOf(project, revision)).toBeNull();
    expect(await bed.qa.coverageOf(project, revision, ['a.py'])).toBeNull();
  });
});

describe('the bug of a failed case', () => {
  const bug = (run: QaRunId, id: never | Awaited<ReturnType<typeof resultAt>>['case']) =>
    bed.client.makeBug({ window, run, case: id });

  it('T8 waits in the inbox with its evidence, once for each case', async () => {
    const run = await begun({ title: 'Log in <b>' });
    const { case: id } = await resultAt(run.id, 0);
    expect(await failureOf(bug(run.id, id))).toMatchObject({ code: 'REFUSED' });
    await answer(run.id, 0, 'fail', 'HTTP 500');
    const { item } = await bug(run.id, id);
    expect(await bug(run.id, id)).toEqual({ item });
    expect(bed.items()).toMatchObject([
      {
        kind: 'bug',
        title: 'Failed: Log in <b>',
        urgency: 8,
        triage: { state: 'waiting' },
        source: { system: 'qa', externalId: id },
        description: expect.stringContaining('HTTP 500'),
      },
    ]);
    expect(bed.items()[0]?.description).toContain('Log in \\<b\\>');
    expect(bed.comments()).toEqual([]);
    expect((await resultAt(run.id, 0)).bug).toBe(item);
  });

  it('T8 hears of it when the case fails again, and is opened again as a regression when it was done', async () => {
    const run = await begun({});
    const { case: id } = await resultAt(run.id, 0);
    await answer(run.id, 0, 'fail', 'first');
    const { item } = await bug(run.id, id);
    await answer(run.id, 0, 'pass');
    bed.setStatus(item, 'done');
    await answer(run.id, 0, 'fail', 'second');
    expect(bed.items()).toMatchObject([{ status: 'todo', endedAt: null }]);
    expect(bed.comments()).toMatchObject([{ text: expect.stringMatching(/^\*\*Regression:\*\*[\s\S]*second/) }]);
    await bug(run.id, id);
    expect(bed.comments()).toHaveLength(1);
  });

  it('T8 may be an item that is there already, and stays quiet when it was declined', async () => {
    const run = await begun({});
    const { case: id } = await resultAt(run.id, 0);
    await answer(run.id, 0, 'fail', 'first');
    const { item } = await bug(run.id, id);
    await bed.client.linkBug({ run: run.id, case: id, item: null });
    expect((await resultAt(run.id, 0)).bug).toBeNull();
    expect((await bed.client.linkBug({ run: run.id, case: id, item })).bug).toBe(item);
    bed.setStatus(item, 'cancelled');
    await answer(run.id, 0, 'fail', 'again');
    expect(bed.items()[0]?.status).toBe('cancelled');
  });
});
