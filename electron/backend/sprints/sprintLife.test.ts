import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../shared/backlog/item.ts';
import { burndown } from '../../../shared/sprints/burndown.ts';
import { type SprintBed, sprintBed } from './testing/sprintBed.ts';

let bed: SprintBed;
beforeEach(async () => {
  bed = await sprintBed();
  await bed.saveSettings({ timeZone: 'Europe/Paris' });
});
afterEach(() => bed.remove());

describe('a sprint', () => {
  it('P12 goes from proposal to report, with a point of progress for every change of its sums', async () => {
    const team = [await bed.addMember('Member One'), await bed.addMember('Member Two')];
    const [one] = team;
    const [first, second] = await bed.client.sprints.propose({ project: bed.project, count: 2 });
    if (first === undefined || second === undefined || one === undefined) throw new Error('nothing is proposed');
    expect([first.name, first.start, first.end, first.members.length]).toEqual([
      'Sprint 1',
      '2026-02-02',
      '2026-02-15',
      2,
    ]);
    const goal = { id: randomUUID(), text: 'The sample is faster', verdict: null };
    const { project, window } = bed;
    const sprint = await bed.client.sprints.create({ window, project, settings: { ...first, goals: [goal] } });
    const next = await bed.client.sprints.create({ window, project, settings: second });
    const planned = { sprint: sprint.id };
    const login = await bed.addItem('Log in', { ...planned, estimate: 5, assignee: one.id });
    const search = await bed.addItem('Search', { ...planned, estimate: 3 });
    const printing = await bed.addItem('Print', planned);
    expect(await bed.points(sprint)).toEqual([]);

    const started = await bed.startIt(sprint);
    expect(started.state).toBe('active');
    expect(started.commitment).toMatchObject({
      points: 8,
      unestimated: 1,
      capacity: 16,
      reserve: 0,
      at: bed.clock.now(),
    });
    expect(started.commitment?.items.map(({ key }) => key)).toEqual(['SA-1', 'SA-2', 'SA-3']);

    bed.goTo('2026-02-04');
    await bed.move(login, 'doing');
    await bed.move(login, 'done');
    bed.goTo('2026-02-05');
    await bed.edit(printing, { estimate: 2 });
    const outage = await bed.addAlertItem('Disk is full', { ...planned, estimate: 1 });
    await bed.edit(login, { title: 'Log in with a passkey', addLabels: ['sample'] });
    bed.goTo('2026-02-09');
    await bed.move(search, 'cancelled');
    expect(await bed.points(sprint)).toEqual([
      [8, 0],
      [8, 5],
      [10, 5],
      [11, 5],
      [8, 5],
    ]);

    bed.goTo('2026-02-13');
    const closed = await bed.client.sprints.close({
      window,
      sprint: sprint.id,
      destinations: [
        { item: printing.id, to: next.id },
        { item: outage.id, to: 'backlog' },
      ],
      verdicts: [{ goal: goal.id, verdict: 'partly' }],
    });
    expect(closed.state).toBe('closed');
    expect(closed.goals).toEqual([{ ...goal, verdict: 'partly' }]);
    expect(closed.report).toMatchObject({
      closedAt: bed.clock.now(),
      completed: [{ key: 'SA-1', title: 'Log in with a passkey', points: 5 }],
      unfinished: [
        { key: 'SA-3', points: 2, movedTo: next.id },
        { key: 'SA-4', points: 1, movedTo: 'backlog', alertBorn: true },
      ],
      cancelled: [{ key: 'SA-2', points: 3 }],
      completedPoints: 5,
      alertBornPoints: 1,
    });
    expect(closed.commitment).toEqual(started.commitment);
    expect((await bed.item(printing)).sprint).toBe(next.id);
    expect((await bed.item(outage)).sprint).toBeNull();
    expect((await bed.item(login)).sprint).toBe(sprint.id);
    expect((await bed.done())[0]).toBe('Close Sprint 1 with 5 points done');

    const progress = await bed.client.sprints.progress({ sprint: sprint.id });
    const { days } = burndown(closed, progress, { now: bed.clock.now(), timeZone: 'Europe/Paris' });
    const at = (day: string) => days.find((each) => each.day === day);
    expect(at('2026-02-03')).toMatchObject({ remaining: 8, completed: 0, scope: 8 });
    expect(at('2026-02-05')).toMatchObject({ remaining: 6, completed: 5, scope: 11, scopeChange: 3 });
    expect(at('2026-02-13')).toMatchObject({ remaining: 3, completed: 5, scope: 8 });
    expect(at('2026-02-14')).toMatchObject({ remaining: null });
  });

  it('P11 keeps its commitment for ever, whatever is edited after the start', async () => {
    const member = await bed.addMember('Member One');
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02', { team: [member] });
    const item = await bed.addItem('Log in', { sprint: sprint.id, estimate: 5, assignee: member.id });
    const { commitment } = await bed.startIt(sprint);
    const { window } = bed;
    await bed.edit(item, { title: 'Other', estimate: 8, sprint: null, assignee: null });
    await bed.client.backlog.remove({ window, items: [item.id] });
    const {
      id,
      projectId: _,
      state: _state,
      commitment: _old,
      report: _report,
      ...settings
    } = await bed.sprint(sprint);
    const fewer = settings.members.map((each) => ({ ...each, focusFactor: 0.1 }));
    const changed = await bed.client.sprints.update({
      window,
      sprint: id,
      settings: { ...settings, name: 'Sprint One', members: fewer },
    });
    expect([changed.name, changed.members[0]?.focusFactor]).toEqual(['Sprint One', 0.1]);
    expect(changed.commitment).toEqual(commitment);
    expect((await bed.sprint(sprint)).commitment).toEqual(commitment);
    expect(() => bed.sql(`UPDATE sprint SET commitment = '{}'`)).toThrow('a commitment never changes after the start');
    await bed.closeIt(sprint);
    expect((await bed.sprint(sprint)).commitment).toEqual(commitment);
  });

  it('P11 refuses every change once it is closed: through the API, through undo, by SQL', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const next = await bed.addSprint('Sprint 2', '2026-02-16');
    const { window, project } = bed;
    const {
      id: _id,
      projectId: _project,
      state: _state,
      commitment: _commitment,
      report: _report,
      ...settings
    } = sprint;
    await bed.client.sprints.update({
      window: bed.otherWindow,
      sprint: sprint.id,
      settings: { ...settings, name: 'First' },
    });
    await bed.startIt(sprint);
    const closed = await bed.closeIt(sprint);
    const refused = { code: 'REFUSED', message: expect.stringContaining('First is closed') };
    const change = { ...settings, name: 'Other' };
    await expect(bed.client.sprints.update({ window, sprint: sprint.id, settings: change })).rejects.toMatchObject(
      refused,
    );
    await expect(bed.client.sprints.remove({ window, sprint: sprint.id })).rejects.toMatchObject(refused);
    await expect(bed.startIt(sprint)).rejects.toMatchObject(refused);
    await expect(bed.closeIt(sprint)).rejects.toMatchObject(refused);
    await expect(bed.client.ledger.undo({ window: bed.otherWindow, project })).rejects.toMatchObject(refused);
    await expect(bed.undo()).rejects.toMatchObject({ code: 'REFUSED' });
    for (const column of ['name', 'start', '"end"', 'state', 'plan', 'commitment', 'report'])
      expect(() => bed.sql(`UPDATE sprint SET ${column} = 'active' WHERE state = 'closed'`)).toThrow(
        'a closed sprint never changes',
      );
    const late = await bed.addItem('Too late');
    await expect(bed.edit(late, { sprint: sprint.id })).rejects.toMatchObject(refused);
    expect(await bed.sprint(sprint)).toEqual(closed);
    expect((await bed.client.sprints.list({ project })).map(({ id }) => id)).toEqual([sprint.id, next.id]);
  });

  it('P11 is closed only with a destination for every unfinished item and P7 a verdict for every goal', async () => {
    const goals = ['Faster', 'Safer'].map((text) => ({ id: randomUUID(), text, verdict: null }));
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02', { goals });
    const old = await bed.addSprint('Sprint 0', '2026-01-19');
    await bed.startIt(old);
    await bed.closeIt(old);
    const items: Item[] = [];
    for (const title of ['Log in', 'Search', 'Print'])
      items.push(await bed.addItem(title, { sprint: sprint.id, estimate: 1 }));
    const [login, search, print] = items;
    if (login === undefined || search === undefined || print === undefined) throw new Error('no items');
    const { window } = bed;
    const close = (to: Parameters<typeof bed.closeIt>[1], which = items, verdicts = goals) =>
      bed.client.sprints.close({
        window,
        sprint: sprint.id,
        destinations: which.map(({ id }) => ({ item: id, to: to ?? 'backlog' })),
        verdicts: verdicts.map(({ id }) => ({ goal: id, verdict: 'met' as const })),
      });
    await expect(close('backlog')).rejects.toMatchObject({ message: 'Sprint 1 was never started.' });
    await bed.startIt(sprint, true);
    await bed.move(print, 'done');
    await expect(close('backlog', [])).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'Sprint 1 has unfinished items that go nowhere: SA-1, SA-2.',
    });
    await expect(close('backlog', [login])).rejects.toMatchObject({
      message: expect.stringContaining('nowhere: SA-2.'),
    });
    await expect(close('backlog', items, goals.slice(1))).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'Sprint 1 has goals without a verdict: “Faster”.',
    });
    await expect(close(sprint.id)).rejects.toMatchObject({
      message: expect.stringContaining('cannot stay in Sprint 1'),
    });
    await expect(close(old.id)).rejects.toMatchObject({ message: 'Items cannot go to Sprint 0: it is closed.' });
    await expect(close(randomUUID() as typeof old.id)).rejects.toMatchObject({
      code: 'GONE',
      data: { what: 'sprint' },
    });
    expect((await bed.sprint(sprint)).state).toBe('active');
    const { report } = await close('backlog');
    expect([report?.completed.length, report?.unfinished.length]).toEqual([1, 2]);
  });

  it('P10 counts the parts of a split item and not the item, and closes with both', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const large = await bed.addItem('Large', { sprint: sprint.id, estimate: 13 });
    await bed.startIt(sprint, true);
    const parts = await bed.client.backlog.split({
      window: bed.window,
      item: large.id,
      parts: [
        { title: 'One half', estimate: 5 },
        { title: 'Other half', estimate: 3 },
      ],
    });
    expect(await bed.points(sprint)).toEqual([
      [13, 0],
      [8, 0],
    ]);
    const [half] = parts;
    if (half === undefined) throw new Error('nothing was split');
    await bed.move(half, 'done');
    const { report } = await bed.closeIt(sprint);
    expect(report?.completedPoints).toBe(5);
    expect(report?.unfinished.map(({ key, points }) => [key, points])).toEqual([
      ['SA-1', 0],
      ['SA-3', 3],
    ]);
  });
});

describe('the start of a sprint', () => {
  it('P13 can be taken back with its progress, and be done again, also after a restart', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const item = await bed.addItem('Log in', { sprint: sprint.id, estimate: 5 });
    const started = await bed.startIt(sprint, true);
    expect(await bed.undo()).toEqual({ summary: 'Start Sprint 1 with 5 points' });
    expect(await bed.sprint(sprint)).toEqual(sprint);
    expect(await bed.points(sprint)).toEqual([]);
    await bed.restart();
    await bed.redo();
    expect(await bed.sprint(sprint)).toEqual(started);
    expect(await bed.points(sprint)).toEqual([[5, 0]]);
    await bed.move(item, 'done');
    await bed.undo();
    expect(await bed.points(sprint)).toEqual([
      [5, 0],
      [5, 5],
      [5, 0],
    ]);
  });

  it('P6 is refused while another sprint is active, which it names', async () => {
    const [one, two] = [await bed.addSprint('Sprint 1', '2026-02-02'), await bed.addSprint('Sprint 2', '2026-02-16')];
    await bed.startIt(one);
    await expect(bed.startIt(two)).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'Sprint 1 is active: one sprint goes on at a time.',
    });
    await expect(bed.startIt(one)).rejects.toMatchObject({ code: 'REFUSED' });
    expect((await bed.sprint(two)).commitment).toBeNull();
  });

  it('P8 warns over 100 %: by how much and who; it starts when that is meant', async () => {
    const one = await bed.addMember('Member One');
    const idle = await bed.addMember('Member Two', { workingDays: [] });
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02', { team: [one, idle] });
    await bed.addItem('Log in', { sprint: sprint.id, estimate: 8, assignee: one.id });
    await bed.addItem('Search', { sprint: sprint.id, estimate: 1, assignee: idle.id });
    await expect(bed.startIt(sprint)).rejects.toMatchObject({
      code: 'REFUSED',
      message:
        'Sprint 1 holds more than fits. The team has 9 points for a capacity of 8: 1 too many. ' +
        'Member Two has 1 point for a capacity of 0: 1 too many.',
    });
    expect((await bed.sprint(sprint)).state).toBe('planned');
    expect((await bed.startIt(sprint, true)).commitment).toMatchObject({ points: 9, capacity: 8 });
  });
});

describe('the reserve', () => {
  it('P9 of sprints with 6, 8 and 10 alert-born points is 8, and the next one commits to its capacity less that', async () => {
    const member = await bed.addMember('Member One', { perDay: 2 });
    const days = ['2026-02-02', '2026-02-16', '2026-03-02'];
    for (const [at, points] of [6, 8, 10].entries()) {
      const sprint = await bed.addSprint(`Sprint ${at + 1}`, days[at] ?? '', { team: [member] });
      const halves = [points - 5, 5];
      await bed.startIt(sprint);
      for (const half of halves) {
        await bed.saveSettings({
          scale: { kind: 'linear', steps: [0, 1, 2, 3, 4, 5].map((p) => ({ name: `${p}`, points: p })) },
        });
        const alert = await bed.addAlertItem(`Alert of ${half}`, { sprint: sprint.id, estimate: half });
        if (half === 5) await bed.move(alert, 'done');
      }
      const cancelled = await bed.addAlertItem('False alarm', { sprint: sprint.id, estimate: 4 });
      await bed.move(cancelled, 'cancelled');
      await bed.addItem('Planned', { sprint: sprint.id, estimate: 3 });
      expect((await bed.closeIt(sprint)).report?.alertBornPoints).toBe(points);
      bed.goTo(days[at + 1] ?? '2026-03-16');
    }
    const next = await bed.addSprint('Sprint 4', '2026-03-16', { team: [member] });
    for (const title of ['One', 'Two']) await bed.addItem(title, { sprint: next.id, estimate: 5 });
    await expect(bed.startIt(next)).rejects.toMatchObject({
      message: expect.stringContaining('10 points for a capacity of 8 (8 are kept for alerts): 2 too many.'),
    });
    expect((await bed.startIt(next, true)).commitment).toMatchObject({ reserve: 8, capacity: 8, points: 10 });
  });

  it('P9 is 0 without history', async () => {
    const member = await bed.addMember('Member One');
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02', { team: [member] });
    expect((await bed.startIt(sprint)).commitment).toMatchObject({ reserve: 0, capacity: 8 });
  });
});
