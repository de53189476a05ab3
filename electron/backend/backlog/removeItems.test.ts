import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemId } from '../../../shared/ids.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';
import { dump } from './testing/randomActs.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

it('P13 deleting takes comments and links along and sets parts free; one undo brings all of it back', async () => {
  const whole = await bed.create({ title: 'whole' });
  const [part, inside] = [
    await bed.create({ title: 'part', parent: whole.id }),
    await bed.create({ title: 'inside', parent: whole.id }),
  ];
  const { window } = bed;
  await bed.backlog.comment({ window, item: whole.id, text: 'Noted.' });
  await bed.backlog.comment({ window, item: whole.id, text: 'Noted too.' });
  await bed.backlog.link({ window, from: whole.id, to: inside.id, kind: 'relates' });
  await bed.backlog.link({ window, from: part.id, to: whole.id, kind: 'blocks' });
  const [before, detail] = [dump(bed), await bed.backlog.detail({ item: whole.id })];
  await bed.backlog.remove({ window, items: [whole.id, inside.id] });
  expect((await bed.list()).map(({ title, parent }) => [title, parent])).toEqual([['part', null]]);
  expect((await bed.backlog.detail({ item: part.id })).links).toEqual([]);
  expect(bed.done()[0]).toBe('Delete TR-1 and TR-3');
  await bed.undo();
  expect(dump(bed)).toBe(before);
  expect(await bed.backlog.detail({ item: whole.id })).toEqual({ ...detail, updatedAt: expect.any(Number) });
  await bed.redo();
  expect(await bed.titles()).toEqual(['part']);
});

it('P13 deleting what is gone is said, and nothing else goes', async () => {
  const item = await bed.create({ title: 'one' });
  const id = randomUUID() as ItemId;
  await expect(bed.backlog.remove({ window: bed.window, items: [item.id, id] })).rejects.toMatchObject({
    code: 'GONE',
    data: { what: 'item', id },
  });
  expect(await bed.titles()).toEqual(['one']);
});
