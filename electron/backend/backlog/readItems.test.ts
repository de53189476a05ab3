import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemChanges } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';
import { randomAct, tried } from './testing/randomActs.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

const read = (since: number | null) => bed.backlog.list({ project: bed.project, since });
/** What a page has after an answer. */
const merged = (before: ReadonlyMap<ItemId, Item>, { whole, items, removed }: ItemChanges) => {
  const after = new Map(whole ? [] : before);
  for (const id of removed) after.delete(id);
  for (const item of items) after.set(item.id, item);
  return after;
};
const byId = (items: Iterable<Item>) => [...items].sort((one, other) => (one.id < other.id ? -1 : 1));

it('P1 a page that asks for changes alone has the whole list, after any acts, undos and redos', async () => {
  const turn = fc.oneof(
    { weight: 4, arbitrary: randomAct },
    { weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
    { weight: 2, arbitrary: fc.constant('read' as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 30, size: 'max' }), async (turns) => {
      bed.nextProject();
      const hands = { bed, window: bed.window, member: bed.addMember('Sam Sample'), sprint: bed.addSprint('Sprint 1') };
      let last: number | null = null;
      let page: ReadonlyMap<ItemId, Item> = new Map();
      const ask = async () => {
        const answer = await read(last);
        expect(answer.whole).toBe(last === null);
        page = merged(page, answer);
        last = answer.sequence;
      };
      for (const each of turns) {
        if (each === 'read') await ask();
        else if (each === 'undo' || each === 'redo') await tried(() => bed[each](), hands);
        else await tried(each, hands);
      }
      await ask();
      expect(byId(page.values())).toEqual(byId((await read(null)).items));
    }),
    { numRuns: 25 },
  );
});

it('P1 only what changed is sent: an item, and nothing when nothing did', async () => {
  const item = await bed.create({ title: 'one' });
  await bed.create({ title: 'two' });
  const { sequence } = await read(null);
  await bed.backlog.comment({ window: bed.window, item: item.id, text: 'Noted.' });
  expect(await read(sequence)).toEqual({ sequence: sequence + 1, whole: false, items: [], removed: [] });
  await bed.backlog.edit({ window: bed.window, items: [item.id], patch: { value: 3 } });
  const { items } = await read(sequence);
  expect(items.map(({ key, value }) => [key, value])).toEqual([['TR-1', 3]]);
  await bed.backlog.remove({ window: bed.window, items: [item.id] });
  expect(await read(sequence)).toMatchObject({ items: [], removed: [item.id] });
});

it('P1 everything is sent again when the project’s key may be another, or the ledger is an older one', async () => {
  await bed.create({ title: 'one' });
  const { sequence } = await read(null);
  expect((await read(sequence + 100)).whole).toBe(true);
  appendLedger(bed.db, {
    at: 1,
    actor: 'lead@desk',
    verb: 'project.update',
    entity: 'project',
    entityId: bed.project,
    projectId: bed.project,
    summary: 'Change project Sample: key',
    inverse: null,
  });
  bed.db.prepare('UPDATE project SET key = ? WHERE id = ?').run('NEW', bed.project);
  const answer = await read(sequence);
  expect([answer.whole, answer.items.map(({ key }) => key)]).toEqual([true, ['NEW-1']]);
});

it('P1 a project or an item that is gone is said to be gone', async () => {
  const project = randomUUID() as ProjectId;
  await expect(bed.backlog.list({ project, since: null })).rejects.toMatchObject({
    code: 'GONE',
    data: { what: 'project', id: project },
  });
  await expect(bed.backlog.views({ project })).rejects.toMatchObject({ code: 'GONE' });
  await expect(bed.backlog.detail({ item: randomUUID() as ItemId })).rejects.toMatchObject({
    code: 'GONE',
    data: { what: 'item' },
  });
});
