import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ItemKind, TITLE_MAX } from '../../../shared/backlog/item.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, ProjectId, SprintId } from '../../../shared/ids.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

describe('a new item', () => {
  it.each(['feature', 'bug', 'debt'] as const)(
    'P2 of kind %s starts from its template and the first status',
    async (kind: ItemKind) => {
      const settings = await bed.backlog.settings({ project: bed.project });
      const item = await bed.create({ kind, title: ' Sample ' });
      expect(item).toMatchObject({
        key: 'TR-1',
        kind,
        title: 'Sample',
        status: settings.firstStatus,
        urgency: settings.templates[kind].urgency,
        estimate: null,
        triage: null,
        source: null,
        createdAt: bed.folder.clock.now(),
        startedAt: null,
        endedAt: null,
      });
      expect((await bed.backlog.detail({ item: item.id })).description).toBe(settings.templates[kind].description);
    },
  );

  it('P2 has what is said instead of the template’s', async () => {
    const settings = await bed.backlog.settings({ project: bed.project });
    const { templates } = settings;
    await bed.backlog.saveSettings({
      window: bed.window,
      project: bed.project,
      settings: {
        ...settings,
        templates: { ...templates, bug: { description: 'How?', labels: ['QA', 'qa'], urgency: 7 } },
      },
    });
    expect(await bed.create({ kind: 'bug', title: 'As in the template' })).toMatchObject({
      labels: ['QA'],
      urgency: 7,
    });
    const told = await bed.create({ kind: 'bug', title: 'Told', description: '', labels: ['x', 'X'], urgency: null });
    expect(told).toMatchObject({ labels: ['x'], urgency: null });
    expect((await bed.backlog.detail({ item: told.id })).description).toBe('');
  });

  it('P1 comes to its place: top, bottom, behind another', async () => {
    const one = await bed.create({ title: 'one' });
    await bed.create({ title: 'two' });
    await bed.create({ title: 'zero' }, 'top');
    await bed.create({ title: 'one and a half' }, { after: one.id });
    expect(await bed.titles()).toEqual(['zero', 'one', 'one and a half', 'two']);
  });

  it('P1 has a number that no other ever had, also after removals and undos', async () => {
    const [one, two] = [await bed.create({ title: 'one' }), await bed.create({ title: 'two' })];
    await bed.backlog.remove({ window: bed.window, items: [two.id] });
    expect((await bed.create({ title: 'three' })).number).toBe(3);
    await bed.undo();
    await bed.undo();
    expect((await bed.list()).map(({ number }) => number)).toEqual([1, 2]);
    bed.restart();
    expect((await bed.create({ title: 'four' })).number).toBe(4);
    expect([one.key, two.key]).toEqual(['TR-1', 'TR-2']);
    const other = bed.addProject('OT');
    const first = await bed.backlog.create({
      window: bed.window,
      project: other,
      item: { kind: 'debt', title: 'elsewhere' },
      place: 'top',
    });
    expect(first.key).toBe('OT-1');
  });

  it('P3 may be without an estimate, but not with one off the scale, and the message names the scale', async () => {
    expect((await bed.create({ title: 'none' })).estimate).toBeNull();
    expect((await bed.create({ title: 'zero', estimate: 0 })).estimate).toBe(0);
    await expect(bed.create({ title: 'four', estimate: 4 })).rejects.toMatchObject({
      code: 'REFUSED',
      message: '4 is not on the project’s scale.',
      data: { act: 'Choose one of 0, 1, 2, 3, 5, 8, 13, 21.' },
    });
  });

  it('P16 that begins in a status must have what the status asks for', async () => {
    await expect(bed.create({ title: 'x', status: 'doing' as StatusId })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'The item needs an estimate before it may be In progress.',
    });
    const begun = await bed.create({ title: 'x', status: 'doing' as StatusId, estimate: 3 });
    expect([begun.startedAt, begun.endedAt]).toEqual([bed.folder.clock.now(), null]);
    await expect(bed.create({ title: 'x', status: 'nowhere' as StatusId })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { act: 'Choose one of To do, In progress, In review, In QA, Done, Cancelled.' },
    });
  });

  it('P1 is refused with what is not there, or belongs to another project', async () => {
    const other = bed.addProject('OT');
    const elsewhere = await bed.backlog.create({
      window: bed.window,
      project: other,
      item: { kind: 'bug', title: 'elsewhere' },
      place: 'top',
    });
    const nobody = randomUUID();
    const tries: (readonly [string, string, Parameters<PlanningBed['create']>])[] = [
      ['member', nobody, [{ title: 'x', assignee: nobody as MemberId }]],
      ['sprint', nobody, [{ title: 'x', sprint: nobody as SprintId }]],
      ['item', nobody, [{ title: 'x', parent: nobody as ItemId }]],
      ['item', elsewhere.id, [{ title: 'x', parent: elsewhere.id }]],
      ['item', elsewhere.id, [{ title: 'x' }, { after: elsewhere.id }]],
    ];
    const strangers = [bed.addMember('Sam Sample', other), bed.addSprint('Sprint 1', 'planned', other)] as const;
    tries.push(['member', strangers[0], [{ title: 'x', assignee: strangers[0] }]]);
    tries.push(['sprint', strangers[1], [{ title: 'x', sprint: strangers[1] }]]);
    for (const [what, id, call] of tries)
      await expect(bed.create(...call)).rejects.toMatchObject({ code: 'GONE', data: { what, id } });
    const closed = bed.addSprint('Sprint 0', 'closed');
    await expect(bed.create({ title: 'x', sprint: closed })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'Sprint 0 is closed: nothing can be put into it.',
    });
    await expect(
      bed.backlog.create({
        window: bed.window,
        project: nobody as ProjectId,
        item: { kind: 'bug', title: 'x' },
        place: 'top',
      }),
    ).rejects.toMatchObject({ code: 'GONE', data: { what: 'project' } });
    expect(await bed.list()).toEqual([]);
  });

  it.each([
    ['an endless title', { title: 'x'.repeat(100_000) }],
    ['an empty title', { title: ' \t ' }],
    ['a title of two lines', { title: 'one\ntwo' }],
    ['too large a rating', { title: 'x', value: 11 }],
    ['a fraction of a rating', { title: 'x', value: 1.5 }],
  ])('P1 is refused with %s, and nothing is written', async (_what, fields) => {
    await expect(bed.create(fields)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect([await bed.list(), bed.done()]).toEqual([[], []]);
  });

  it('P1 takes any text as it is: quotes, markup, emoji, right-to-left', async () => {
    const titles = [`'; DROP TABLE item; --`, '<img src=x onerror=alert(1)>', 'שלום 🚀', 'x'.repeat(TITLE_MAX)];
    for (const title of titles) await bed.create({ title });
    expect(await bed.titles()).toEqual(titles);
  });
});
