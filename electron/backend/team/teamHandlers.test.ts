import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId, ProjectId } from '../../../shared/ids.ts';
import { type Member, MemberSettings } from '../../../shared/team/member.ts';
import { type SprintBed, sprintBed } from '../sprints/testing/sprintBed.ts';

let bed: SprintBed;
beforeEach(async () => {
  bed = await sprintBed();
});
afterEach(() => bed.remove());

const update = (member: Member, fields: Partial<MemberSettings>, window = bed.window) =>
  bed.client.team.update({ window, member: member.id, settings: { ...MemberSettings.parse(member), ...fields } });
const remove = ({ id }: Member) => bed.client.team.remove({ window: bed.window, member: id });
const list = () => bed.client.team.list({ project: bed.project });

describe('a member of the team', () => {
  it('P8 is made, changed and listed by name; every act can be taken back', async () => {
    const two = await bed.addMember('Member Two', { email: 'two@sample.example' });
    const one = await bed.addMember('member One', { workingDays: [5, 1, 3, 1] });
    expect(one.workingDays).toEqual([1, 3, 5]);
    expect(await list()).toEqual([one, two]);
    const changed = await update(two, { focusFactor: 0.5, perDay: 6 });
    expect(await list()).toEqual([one, changed]);
    expect((await bed.done()).slice(0, 2)).toEqual([
      'Change Member Two: focus factor, capacity of a day',
      'Add member One to the team',
    ]);
    await bed.undo();
    expect(await list()).toEqual([one, two]);
    await bed.redo();
    expect(await list()).toEqual([one, changed]);
  });

  it('that is saved unchanged leaves no trace', async () => {
    const member = await bed.addMember('Member One');
    expect(await update(member, {})).toEqual(member);
    expect(await update(member, { workingDays: [5, 4, 3, 2, 1] })).toEqual(member);
    expect((await bed.done()).length).toBe(2);
  });

  it('may have zero days, which are no capacity', async () => {
    const member = await bed.addMember('Member One', { workingDays: [] });
    expect((await list())[0]?.workingDays).toEqual([]);
    expect(member.perDay).toBe(1);
  });

  it('has a name of its own in the project, in whatever case', async () => {
    const one = await bed.addMember('Member One');
    const taken = { code: 'NAME_TAKEN', data: { name: 'Member One' } };
    await expect(bed.addMember('MEMBER ONE')).rejects.toMatchObject(taken);
    const two = await bed.addMember('Member Two');
    await expect(update(two, { name: 'member one' })).rejects.toMatchObject(taken);
    expect((await update(one, { name: 'MEMBER one' })).name).toBe('MEMBER one');
    const { id: project } = await bed.client.projects.create({ name: 'Other', key: 'OT', description: '' });
    const settings = MemberSettings.parse(two);
    expect((await bed.client.team.create({ window: bed.window, project, settings })).projectId).toBe(project);
  });

  it('is not removed while items are assigned, which are counted, or sprints name it', async () => {
    const member = await bed.addMember('Member One');
    const item = await bed.addItem('Log in', { assignee: member.id });
    await bed.addItem('Search', { assignee: member.id });
    await expect(remove(member)).rejects.toMatchObject({ code: 'IN_USE', data: { by: ['2 assigned items'] } });
    await bed.edit(item, { assignee: null });
    await bed.addSprint('Sprint 1', '2026-02-02', { team: [member] });
    await expect(remove(member)).rejects.toMatchObject({
      code: 'IN_USE',
      message: 'Member One has work to their name: 1 assigned item, Sprint 1.',
      data: { by: ['1 assigned item', 'Sprint 1'] },
    });
    expect((await update(member, { active: false })).active).toBe(false);
  });

  it('is removed when nothing is to its name, and comes back with an undo', async () => {
    const member = await bed.addMember('Member One');
    await remove(member);
    expect(await list()).toEqual([]);
    await bed.undo();
    expect(await list()).toEqual([member]);
  });

  it('P13 does not come back by an undo under a name that another has since', async () => {
    const member = await bed.addMember('Member One');
    await remove(member);
    const settings = MemberSettings.parse(member);
    await bed.client.team.create({ window: bed.otherWindow, project: bed.project, settings });
    await expect(bed.undo()).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { changes: ['There is a member named Member One now'] },
    });
    expect((await list()).length).toBe(1);
  });

  it('is GONE when it or its project does not exist', async () => {
    const member = randomUUID() as MemberId;
    await expect(bed.client.team.remove({ window: bed.window, member })).rejects.toMatchObject({
      code: 'GONE',
      data: { what: 'member', id: member },
    });
    const project = randomUUID() as ProjectId;
    await expect(bed.client.team.list({ project })).rejects.toMatchObject({ code: 'GONE', data: { what: 'project' } });
  });
});
