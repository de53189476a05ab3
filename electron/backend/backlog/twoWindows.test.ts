import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemPatch } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';
import { dump } from './testing/randomActs.ts';

let bed: PlanningBed;
let one: Item;
let two: Item;
beforeEach(async () => {
  bed = planningBed();
  one = await bed.create({ title: 'one' });
  two = await bed.create({ title: 'two' });
});
afterEach(() => bed.remove());

const edit = (item: Item, patch: ItemPatch, window = bed.window) =>
  bed.backlog.edit({ window, items: [item.id], patch });
const elsewhere = (item: Item, patch: ItemPatch) => edit(item, patch, bed.otherWindow);
const status = (name: string) => name as StatusId;

/** The undo is refused with these reasons, and leaves everything as it is. */
const refusedBy = async (...changes: readonly (string | RegExp)[]) => {
  const before = dump(bed);
  const lines = bed.done().length;
  await expect(bed.undo()).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { changes: changes.map((change) => (typeof change === 'string' ? change : expect.stringMatching(change))) },
  });
  expect([dump(bed), bed.done().length]).toEqual([before, lines]);
};

describe('an undo overwrites nothing that another window did since', () => {
  it('P13 it names each field that is another now', async () => {
    await bed.backlog.edit({ window: bed.window, items: [one.id, two.id], patch: { title: 'mine', value: 3 } });
    await elsewhere(one, { title: 'theirs', estimate: 5 });
    await elsewhere(two, { value: null });
    await refusedBy('TR-1: title is “theirs” now', 'TR-2: value is empty now');
  });

  it('P13 fields that only the other window touched stay theirs, and do not stop it', async () => {
    await edit(one, { title: 'mine' });
    await elsewhere(one, { estimate: 5 });
    await bed.undo();
    expect((await bed.list())[0]).toMatchObject({ title: 'one', estimate: 5 });
  });

  it('P13 each window takes back its own acts alone', async () => {
    await elsewhere(one, { title: 'theirs' });
    await bed.undo();
    expect(await bed.titles()).toEqual(['theirs']);
    await bed.ledger.undo({ window: bed.otherWindow, project: bed.project });
    expect(await bed.titles()).toEqual(['one']);
  });

  it('P13 an item that was deleted since stays deleted', async () => {
    await edit(one, { title: 'mine' });
    await bed.backlog.remove({ window: bed.otherWindow, items: [one.id] });
    await refusedBy('“one” was deleted since');
  });

  it('P13 a new item stays when a comment, a link or a part came to it', async () => {
    const parent = two.id;
    await bed.backlog.comment({ window: bed.otherWindow, item: two.id, text: 'Noted.' });
    await bed.backlog.link({ window: bed.otherWindow, from: one.id, to: two.id, kind: 'blocks' });
    await elsewhere(one, { parent });
    await refusedBy(
      'TR-2 has the part TR-1 now',
      'TR-2 has a comment of lead@desk now',
      'TR-2 has the link “blocks” now',
    );
  });

  it('P13 an item does not go back into a status that is gone', async () => {
    await edit(one, { status: status('qa') });
    await edit(one, { status: status('done') });
    const settings = await bed.backlog.settings({ project: bed.project });
    const workflow = settings.workflow.filter(({ id }) => id !== 'qa');
    await bed.backlog.saveSettings({
      window: bed.otherWindow,
      project: bed.project,
      settings: { ...settings, workflow },
    });
    await refusedBy('TR-1 would be in a status that was removed since');
  });

  it('P13 a status does not go while items are in it', async () => {
    const settings = await bed.backlog.settings({ project: bed.project });
    const blocked = { id: status('blocked'), name: 'Blocked', category: 'doing' as const, wipLimit: null, needs: [] };
    await bed.backlog.saveSettings({
      window: bed.window,
      project: bed.project,
      settings: { ...settings, workflow: [...settings.workflow, blocked] },
    });
    await elsewhere(one, { status: status('blocked') });
    await refusedBy('An item is in the status “blocked” now');
  });

  it('P13 no item comes under its own part', async () => {
    await edit(one, { parent: two.id });
    await edit(one, { parent: null });
    await elsewhere(two, { parent: one.id });
    await refusedBy('TR-1 would be a part of itself');
  });

  it('P13 no circle of links comes back', async () => {
    const link = (from: Item, to: Item, window = bed.window) =>
      bed.backlog.link({ window, from: from.id, to: to.id, kind: 'blocks' });
    await link(one, two);
    const [known] = (await bed.backlog.detail({ item: one.id })).links;
    await bed.backlog.unlink({ window: bed.window, link: known?.id ?? ('' as never) });
    await link(two, one, bed.otherWindow);
    await refusedBy('The link “blocks” would close a circle with one that came since');
    const [theirs] = (await bed.backlog.detail({ item: one.id })).links;
    await bed.backlog.unlink({ window: bed.otherWindow, link: theirs?.id ?? ('' as never) });
    await link(one, two, bed.otherWindow);
    await refusedBy(/refers to it, or has taken its place/);
  });

  it('P13 open work does not go back into a sprint that was closed since', async () => {
    const sprint = bed.addSprint('Sprint 1', 'active');
    await edit(one, { sprint });
    await edit(one, { sprint: null });
    bed.closeSprint(sprint);
    await refusedBy('TR-1 would be in Sprint 1, which was closed since');
  });

  it('P13 nothing is assigned to a member who is gone', async () => {
    const assignee = bed.addMember('Sam Sample');
    await edit(one, { assignee });
    await edit(one, { assignee: null });
    bed.acts.commit({ project: bed.project, window: bed.otherWindow }, (change) => {
      change.remove('member', assignee);
      return { result: undefined, act: { verb: 'member.remove', entity: 'member', id: assignee, summary: 'Remove' } };
    });
    await refusedBy(/refers to it/);
  });
});

describe('a rank that another item took meanwhile', () => {
  it('P13 is not given twice: what comes back stands right behind', async () => {
    const [three, four] = [await bed.create({ title: 'three' }), await bed.create({ title: 'four' })];
    // Four goes between one and two, comes out again, and three takes the very same place.
    await bed.backlog.move({ window: bed.window, items: [four.id], place: { after: one.id } });
    await bed.backlog.move({ window: bed.window, items: [four.id], place: 'bottom' });
    await bed.backlog.move({ window: bed.otherWindow, items: [three.id], place: { after: one.id } });
    await bed.undo();
    expect(await bed.titles()).toEqual(['one', 'three', 'four', 'two']);
    expect(new Set((await bed.list()).map(({ rank }) => rank)).size).toBe(4);
    await bed.redo();
    expect(await bed.titles()).toEqual(['one', 'three', 'two', 'four']);
  });
});
