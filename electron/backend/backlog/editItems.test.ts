import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemPatch } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
let items: readonly Item[];
beforeEach(async () => {
  bed = planningBed();
  const made: Item[] = [];
  for (const title of ['one', 'two', 'three']) made.push(await bed.create({ title, labels: [title] }));
  items = made;
  bed.published.length = 0;
});
afterEach(() => bed.remove());

const ids = () => items.map(({ id }) => id);
const id = (at: number): ItemId => items[at]?.id ?? ('' as ItemId);
const edit = (patch: ItemPatch, which = ids()) => bed.backlog.edit({ window: bed.window, items: which, patch });
const status = (name: string) => name as StatusId;

describe('editing', () => {
  it('P13 sets any field of many items in one act and one undo step', async () => {
    const sprint = bed.addSprint('Sprint 1');
    const assignee = bed.addMember('Sam Sample');
    const patch: ItemPatch = {
      kind: 'bug',
      title: 'all',
      description: 'text',
      status: status('doing'),
      estimate: 5,
      value: 1,
      urgency: 2,
      effort: 3,
      addLabels: ['API', 'two'],
      removeLabels: ['ONE'],
      assignee,
      sprint,
    };
    const before = await bed.list();
    bed.folder.clock.move(1000);
    const edited = await edit(patch);
    expect(edited.map(({ labels }) => labels)).toEqual([
      ['API', 'two'],
      ['two', 'API'],
      ['three', 'API', 'two'],
    ]);
    for (const item of edited)
      expect(item).toMatchObject({
        kind: 'bug',
        title: 'all',
        status: 'doing',
        estimate: 5,
        value: 1,
        urgency: 2,
        effort: 3,
        assignee,
        sprint,
        startedAt: bed.folder.clock.now(),
        updatedAt: bed.folder.clock.now(),
      });
    expect(await bed.list()).toEqual(edited);
    expect(bed.done()[0]).toMatch(/^Change 3 items: /);
    await bed.undo();
    expect((await bed.list()).map((item) => ({ ...item, updatedAt: 0 }))).toEqual(
      before.map((item) => ({ ...item, updatedAt: 0 })),
    );
  });

  it('P13 says in the ledger what was done, in words', async () => {
    const sprint = bed.addSprint('Sprint 1');
    const assignee = bed.addMember('Sam Sample');
    const one = [id(0)];
    await edit({ estimate: 3 }, one);
    await edit({ status: status('review') }, [id(0), id(1)]);
    await edit({ assignee }, one);
    await edit({ sprint });
    await edit({ sprint: null }, one);
    await edit({ estimate: null }, one);
    await edit({ addLabels: ['x'] }, one);
    expect(bed.done().slice(0, 7)).toEqual([
      'Change TR-1: labels',
      'Take the estimate from TR-1',
      'Put TR-1 back into the backlog',
      'Put 3 items into Sprint 1',
      'Assign TR-1 to Sam Sample',
      'Set TR-1 and TR-2 to In review',
      'Estimate TR-1 at 3',
    ]);
  });

  it('P13 that changes nothing leaves no trace', async () => {
    await edit({ title: 'one', addLabels: ['ONE'] }, [id(0)]);
    expect([bed.done()[0], bed.published]).toEqual(['Create TR-3: three', []]);
  });

  it('P13 tells each item that changed, many at once as one', async () => {
    await edit({ title: 'x' }, [id(0), id(1)]);
    expect(bed.published).toEqual([`item ${id(0)}`, `item ${id(1)}`, 'ledger null']);
    const many: ItemId[] = [];
    for (let n = 0; n < 60; n += 1) many.push((await bed.create({ title: 'many' })).id);
    bed.published.length = 0;
    await edit({ value: 3 }, many);
    expect(bed.published).toEqual(['item null', 'ledger null']);
  });

  it('P13 refuses the whole act when one item is refused', async () => {
    await edit({ estimate: 3 }, [id(0), id(2)]);
    await expect(edit({ status: status('doing') })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'TR-2 needs an estimate before it may be In progress.',
    });
    expect((await bed.list()).map((item) => item.status)).toEqual(['todo', 'todo', 'todo']);
  });

  it('P3 refuses an estimate off the scale, but keeps one that was there before the scale changed', async () => {
    await edit({ estimate: 13 }, [id(0)]);
    const settings = await bed.backlog.settings({ project: bed.project });
    await bed.backlog.saveSettings({
      window: bed.window,
      project: bed.project,
      settings: {
        ...settings,
        scale: {
          kind: 't-shirt',
          steps: [
            { name: 'S', points: 2 },
            { name: 'M', points: 3 },
          ],
        },
      },
    });
    expect((await edit({ title: 'still 13', estimate: 13 }, [id(0)]))[0]?.estimate).toBe(13);
    await expect(edit({ estimate: 13 })).rejects.toMatchObject({ data: { act: 'Choose one of S (2), M (3).' } });
  });

  it('P1 names what is gone, and acts on one project at a time', async () => {
    const other = bed.addProject('OT');
    const elsewhere = await bed.backlog.create({
      window: bed.window,
      project: other,
      item: { kind: 'bug', title: 'elsewhere' },
      place: 'top',
    });
    const gone = randomUUID() as ItemId;
    await expect(edit({ value: 1 }, [id(0), gone])).rejects.toMatchObject({
      code: 'GONE',
      data: { what: 'item', id: gone },
    });
    await expect(edit({ value: 1 }, [id(0), elsewhere.id])).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'The items belong to two projects.',
    });
    const closed = bed.addSprint('Sprint 0', 'closed');
    await expect(edit({ sprint: closed })).rejects.toMatchObject({ code: 'REFUSED' });
  });
});

describe('a status', () => {
  it('P16 starts and ends an item, and keeps its first start when it goes back', async () => {
    const at = () => bed.folder.clock.now();
    const first = at();
    await edit({ estimate: 1, status: status('doing') }, [id(0)]);
    bed.folder.clock.move(1000);
    expect((await edit({ status: status('done') }, [id(0)]))[0]).toMatchObject({ startedAt: first, endedAt: at() });
    bed.folder.clock.move(1000);
    expect((await edit({ status: status('todo') }, [id(0)]))[0]).toMatchObject({ startedAt: first, endedAt: null });
    expect((await edit({ status: status('doing') }, [id(0)]))[0]).toMatchObject({ startedAt: first, endedAt: null });
  });

  it('P16 that asks for a reason gets it, and the next status begins without one', async () => {
    await expect(edit({ status: status('cancelled') }, [id(0)])).rejects.toMatchObject({
      message: 'TR-1 needs a reason before it may be Cancelled.',
    });
    const [item] = await edit({ status: status('cancelled'), statusReason: 'No customer needs it.' }, [id(0)]);
    expect([item?.statusReason, item?.endedAt]).toEqual(['No customer needs it.', bed.folder.clock.now()]);
    expect((await edit({ status: status('todo') }, [id(0)]))[0]).toMatchObject({ statusReason: '', endedAt: null });
  });

  it('P16 may hold more than its limit: the limit warns, it does not refuse', async () => {
    for (let n = 0; n < 7; n += 1) await bed.create({ title: 'busy', estimate: 1, status: status('doing') });
    expect((await bed.list()).filter((item) => item.status === 'doing')).toHaveLength(7);
  });
});

describe('a parent', () => {
  it('P10 is never the item itself or one under it; the message names the way', async () => {
    await edit({ parent: id(0) }, [id(1)]);
    await edit({ parent: id(1) }, [id(2)]);
    await expect(edit({ parent: id(0) }, [id(0)])).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'TR-1 cannot be a part of itself.',
    });
    await expect(edit({ parent: id(2) }, [id(0)])).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'TR-1 cannot be a part of TR-3, which is under it (TR-3 in TR-2 in TR-1).',
    });
    expect((await bed.list()).map(({ parent }) => parent)).toEqual([null, id(0), id(1)]);
  });

  it('P10 of another project is not there', async () => {
    const elsewhere = await bed.backlog.create({
      window: bed.window,
      project: bed.addProject('OT'),
      item: { kind: 'bug', title: 'elsewhere' },
      place: 'top',
    });
    await expect(edit({ parent: elsewhere.id })).rejects.toMatchObject({ code: 'GONE', data: { id: elsewhere.id } });
  });
});
