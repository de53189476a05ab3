import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../shared/calendarDate.ts';
import type { MemberId, ProjectId, SprintId } from '../../../shared/ids.ts';
import { type Sprint, SprintSettings } from '../../../shared/sprints/sprint.ts';
import { sprintMemberOf } from '../../../shared/sprints/sprintTeam.ts';
import { type SprintBed, sprintBed } from './testing/sprintBed.ts';

let bed: SprintBed;
beforeEach(async () => {
  bed = await sprintBed();
});
afterEach(() => bed.remove());

const day = (text: string): CalendarDate => text as CalendarDate;
const update = (sprint: Sprint, fields: Partial<SprintSettings>, window = bed.window) =>
  bed.client.sprints.update({ window, sprint: sprint.id, settings: { ...SprintSettings.parse(sprint), ...fields } });

describe('a proposal', () => {
  it('P6 goes on from the last sprint by the project’s cadence and writes nothing', async () => {
    await bed.saveSettings({ cadence: { days: 7, startsOn: 3 } });
    const { project } = bed;
    expect((await bed.client.sprints.propose({ project, count: 1 }))[0]).toMatchObject({
      start: '2026-02-04',
      end: '2026-02-10',
    });
    await bed.addSprint('Sprint 12', '2026-02-02');
    const proposed = await bed.client.sprints.propose({ project, count: 2 });
    expect(proposed.map(({ name, start, end }) => `${name}: ${start} to ${end}`)).toEqual([
      'Sprint 13: 2026-02-16 to 2026-02-22',
      'Sprint 14: 2026-02-23 to 2026-03-01',
    ]);
    expect((await bed.client.sprints.list({ project })).length).toBe(1);
  });

  it('P6 knows which day it is in the project’s time zone', async () => {
    bed.clock.move(11.5 * 3_600_000);
    const first = async () => (await bed.client.sprints.propose({ project: bed.project, count: 1 }))[0]?.start;
    await bed.saveSettings({ timeZone: 'UTC' });
    expect(await first()).toBe('2026-02-02');
    await bed.saveSettings({ timeZone: 'Pacific/Auckland' });
    expect(await first()).toBe('2026-02-09');
  });

  it('P8 copies the team of the last sprint with what it brought, without days off and those who left', async () => {
    const [one, two] = [await bed.addMember('Member One'), await bed.addMember('Member Two')];
    const members = [one, two].map((each) => ({
      ...sprintMemberOf(each),
      focusFactor: 0.5,
      daysOff: [day('2026-02-03')],
    }));
    await bed.addSprint('Sprint 1', '2026-02-02', { members });
    const { id: member, projectId: _, ...settings } = two;
    await bed.client.team.update({ window: bed.window, member, settings: { ...settings, active: false } });
    const [next] = await bed.client.sprints.propose({ project: bed.project, count: 1 });
    expect(next?.members).toEqual([{ ...sprintMemberOf(one), focusFactor: 0.5 }]);
  });
});

describe('a sprint', () => {
  it('P6 refuses days that overlap another sprint’s and names it with its days', async () => {
    await bed.addSprint('Sprint 1', '2026-02-02');
    const overlap = {
      code: 'REFUSED',
      message: 'Sprint 2 (2026-02-15 to 2026-02-28) overlaps Sprint 1, which is from 2026-02-02 to 2026-02-15.',
    };
    await expect(bed.addSprint('Sprint 2', '2026-02-15')).rejects.toMatchObject(overlap);
    const second = await bed.addSprint('Sprint 2', '2026-02-16');
    await expect(update(second, { start: day('2026-02-15'), end: day('2026-02-28') })).rejects.toMatchObject(overlap);
    expect(await bed.sprint(second)).toEqual(second);
  });

  it('P6 overlaps no sprint of another project', async () => {
    await bed.addSprint('Sprint 1', '2026-02-02');
    const other = await bed.client.projects.create({ name: 'Other', key: 'OT', description: '' });
    const settings = SprintSettings.parse((await bed.client.sprints.list({ project: bed.project }))[0]);
    const made = await bed.client.sprints.create({ window: bed.window, project: other.id, settings });
    expect(made.projectId).toBe(other.id);
  });

  it('P6 refuses an end before the start, more than 60 days, and a name that is taken', async () => {
    await expect(bed.addSprint('Sprint 1', '2026-02-02', { end: day('2026-02-01') })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'The sprint ends on 2026-02-01, before it starts on 2026-02-02.',
    });
    await expect(bed.addSprint('Sprint 1', '2026-02-02', { end: day('2026-04-03') })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'The sprint is 61 days long; 60 are the most.',
    });
    await bed.addSprint('Sprint 1', '2026-02-02', { end: day('2026-02-02') });
    await expect(bed.addSprint('SPRINT 1', '2026-02-16')).rejects.toMatchObject({
      code: 'NAME_TAKEN',
      data: { name: 'Sprint 1' },
    });
  });

  it('P8 takes only members of the team, each once, and keeps a day off once', async () => {
    const member = sprintMemberOf(await bed.addMember('Member One'));
    await expect(
      bed.addSprint('Sprint 1', '2026-02-02', { members: [{ ...member, member: randomUUID() as MemberId }] }),
    ).rejects.toMatchObject({ code: 'GONE', data: { what: 'member' } });
    await expect(bed.addSprint('Sprint 1', '2026-02-02', { members: [member, member] })).rejects.toMatchObject({
      code: 'REFUSED',
    });
    const off = [day('2026-02-04'), day('2026-02-03'), day('2026-02-04')];
    const made = await bed.addSprint('Sprint 1', '2026-02-02', {
      members: [{ ...member, workingDays: [5, 1, 1], daysOff: off }],
      teamDaysOff: off,
    });
    expect(made.members[0]).toMatchObject({ workingDays: [1, 5], daysOff: ['2026-02-03', '2026-02-04'] });
    expect(made.teamDaysOff).toEqual(['2026-02-03', '2026-02-04']);
  });

  it('P7 takes goals without a verdict until it is closed', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const goal = { id: randomUUID(), text: 'Faster', verdict: 'met' as const };
    await expect(update(sprint, { goals: [goal] })).rejects.toMatchObject({
      message: 'A goal has a verdict before its sprint is closed.',
    });
    expect((await update(sprint, { goals: [{ ...goal, verdict: null }] })).goals.length).toBe(1);
  });

  it('says in the history what was changed, and leaves no trace when nothing was', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    await update(sprint, {});
    expect((await bed.done())[0]).toBe('Create Sprint 1');
    await update(sprint, { name: 'First', end: day('2026-02-13'), teamDaysOff: [day('2026-02-03')] });
    expect((await bed.done())[0]).toBe('Change First: name, last day, team days off');
    await bed.undo();
    expect(await bed.sprint(sprint)).toEqual(sprint);
  });

  it('P6 goes only while it is planned; its items go back to the backlog, and an undo brings all of it back', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const item = await bed.addItem('Log in', { sprint: sprint.id, estimate: 3 });
    const { window } = bed;
    await bed.client.sprints.remove({ window, sprint: sprint.id });
    expect(await bed.client.sprints.list({ project: bed.project })).toEqual([]);
    expect((await bed.item(item)).sprint).toBeNull();
    await bed.undo();
    expect(await bed.sprint(sprint)).toEqual(sprint);
    expect((await bed.item(item)).sprint).toBe(sprint.id);
    await bed.startIt(sprint, true);
    await expect(bed.client.sprints.remove({ window, sprint: sprint.id })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'Sprint 1 is active: only a planned sprint can be deleted.',
    });
  });

  it('P13 is not brought back by an undo onto days or a name that another sprint has since', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    await bed.client.sprints.remove({ window: bed.window, sprint: sprint.id });
    const { otherWindow: window, project } = bed;
    const settings = { ...SprintSettings.parse(sprint), name: 'Other', start: day('2026-02-09') };
    await bed.client.sprints.create({ window, project, settings });
    await expect(bed.undo()).rejects.toMatchObject({
      code: 'CONFLICT',
      data: {
        changes: ['Sprint 1 (2026-02-02 to 2026-02-15) overlaps Other, which is from 2026-02-09 to 2026-02-15.'],
      },
    });
    expect((await bed.client.sprints.list({ project })).map(({ name }) => name)).toEqual(['Other']);
  });

  it('P13 is not taken away by an undo while somebody’s items are in it', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const { otherWindow: window, project } = bed;
    const item = { kind: 'feature' as const, title: 'Log in', sprint: sprint.id };
    await bed.client.backlog.create({ window, project, item, place: 'bottom' });
    await expect(bed.undo()).rejects.toMatchObject({ code: 'CONFLICT', data: { changes: ['Sprint 1 has SA-1 now'] } });
    expect((await bed.sprint(sprint)).name).toBe('Sprint 1');
  });

  it('is GONE when it or its project does not exist', async () => {
    const sprint = randomUUID() as SprintId;
    const { window } = bed;
    const gone = { code: 'GONE', data: { what: 'sprint', id: sprint } };
    await expect(bed.client.sprints.progress({ sprint })).rejects.toMatchObject(gone);
    await expect(bed.client.sprints.remove({ window, sprint })).rejects.toMatchObject(gone);
    await expect(bed.client.sprints.start({ window, sprint, overCommitted: false })).rejects.toMatchObject(gone);
    await expect(bed.client.sprints.close({ window, sprint, destinations: [], verdicts: [] })).rejects.toMatchObject(
      gone,
    );
    const project = randomUUID() as ProjectId;
    await expect(bed.client.sprints.list({ project })).rejects.toMatchObject({
      code: 'GONE',
      data: { what: 'project' },
    });
    await expect(bed.client.sprints.propose({ project, count: 1 })).rejects.toMatchObject({ code: 'GONE' });
  });
});

describe('progress', () => {
  it('P12 gets a point for what changes the sums of the active sprint only', async () => {
    const [one, two] = [await bed.addSprint('Sprint 1', '2026-02-02'), await bed.addSprint('Sprint 2', '2026-02-16')];
    const item = await bed.addItem('Log in', { sprint: one.id, estimate: 3 });
    const loose = await bed.addItem('Search', { estimate: 5 });
    await bed.startIt(one, true);
    await bed.move(item, 'doing');
    await bed.edit(loose, { sprint: two.id });
    await bed.edit(loose, { estimate: 8 });
    await bed.client.backlog.move({ window: bed.window, items: [item.id], place: 'bottom' });
    await bed.addItem('Nothing to count', { sprint: one.id });
    expect(await bed.points(one)).toEqual([[3, 0]]);
    await bed.edit(loose, { sprint: one.id });
    await bed.move(item, 'done');
    await bed.undo();
    await bed.client.backlog.remove({ window: bed.window, items: [loose.id] });
    expect(await bed.points(one)).toEqual([
      [3, 0],
      [11, 0],
      [11, 3],
      [11, 0],
      [3, 0],
    ]);
    expect(await bed.points(two)).toEqual([]);
  });

  it('P12 is kept with the act that made it: an act that fails leaves none', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const item = await bed.addItem('Log in', { sprint: sprint.id, estimate: 3 });
    await bed.startIt(sprint, true);
    const gone = { id: randomUUID() as typeof item.id };
    await expect(
      bed.client.backlog.edit({ window: bed.window, items: [item.id, gone.id], patch: { estimate: 5 } }),
    ).rejects.toMatchObject({ code: 'GONE' });
    bed.sql(`CREATE TRIGGER no_history BEFORE INSERT ON ledger BEGIN SELECT RAISE (ABORT, 'sample'); END`);
    await expect(bed.edit(item, { estimate: 5 })).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await bed.points(sprint)).toEqual([[3, 0]]);
  });

  it('P12 follows a status that is given another meaning', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const item = await bed.addItem('Log in', { sprint: sprint.id, estimate: 3 });
    await bed.startIt(sprint, true);
    await bed.move(item, 'review');
    const { workflow } = await bed.client.backlog.settings({ project: bed.project });
    await bed.saveSettings({
      workflow: workflow.map((status) => (status.id === 'review' ? { ...status, category: 'done' as const } : status)),
    });
    expect(await bed.points(sprint)).toEqual([
      [3, 0],
      [3, 3],
    ]);
  });

  it('P12 never goes back in time, though the clock does', async () => {
    const sprint = await bed.addSprint('Sprint 1', '2026-02-02');
    const item = await bed.addItem('Log in', { sprint: sprint.id, estimate: 3 });
    await bed.startIt(sprint, true);
    const started = bed.clock.now();
    bed.clock.move(-3_600_000);
    await bed.move(item, 'done');
    const progress = await bed.client.sprints.progress({ sprint: sprint.id });
    expect(progress.map(({ at, completed }) => [at, completed])).toEqual([
      [started, 0],
      [started, 3],
    ]);
  });
});
