import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/backlog/defaultSettings.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { rankOverride } from '../../../shared/backlog/rankOverride.ts';
import { scoreOf } from '../../../shared/backlog/scoreOf.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

const { weights } = defaultSettings('Europe/Paris');
const scored = (title: string, value: number) => bed.create({ title, value, urgency: 1, effort: 1 });
const rank = (keepPlaced: boolean) => bed.backlog.rankByScore({ window: bed.window, project: bed.project, keepPlaced });
const deltas = (items: readonly Item[]) =>
  rankOverride(
    items.filter(({ endedAt }) => endedAt === null).map((item) => ({ id: item.id, score: scoreOf(item, weights) })),
  );

it('P5 ranking by score leaves no contradiction and no mark, in one act that can be taken back', async () => {
  const value = fc.option(fc.integer({ min: 1, max: 10 }));
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 12 }), fc.nat(20), async (values, closed) => {
      bed.nextProject();
      for (const [n, each] of values.entries())
        await bed.create({
          title: String(n),
          value: each,
          urgency: 1,
          estimate: 1,
          ...(n === closed ? { status: 'done' as StatusId } : {}),
        });
      const before = await bed.list();
      const { moved } = await rank(false);
      const after = await bed.list();
      expect([...deltas(after).values()].every((delta) => delta === 0)).toBe(true);
      expect(new Set(after.map(({ rank: each }) => each)).size).toBe(values.length);
      expect(moved).toBe(after.filter((item) => before.find(({ id }) => id === item.id)?.rank !== item.rank).length);
      if (moved === 0) return;
      await bed.undo();
      expect((await bed.list()).map(({ id, rank: each }) => [id, each])).toEqual(
        before.map(({ id, rank: each }) => [id, each]),
      );
    }),
    { numRuns: 30 },
  );
});

it('P5 what was placed by hand keeps its number in the order when asked to, and the delta is shown from it', async () => {
  const low = await scored('low', 1);
  await scored('middle', 5);
  await scored('high', 9);
  await bed.backlog.move({ window: bed.window, items: [low.id], place: 'bottom' });
  await bed.backlog.move({ window: bed.window, items: [low.id], place: 'top' });
  expect((await rank(true)).moved).toBe(1);
  expect(await bed.titles()).toEqual(['low', 'high', 'middle']);
  const items = await bed.list();
  expect(items.map((item) => [item.placedByHand, deltas(items).get(item.id)])).toEqual([
    [true, 2],
    [false, -1],
    [false, -1],
  ]);
  await rank(false);
  expect([await bed.titles(), (await bed.list()).some(({ placedByHand }) => placedByHand)]).toEqual([
    ['high', 'middle', 'low'],
    false,
  ]);
  expect(bed.done()[0]).toBe('Rank 3 open items by score');
});

it('P4 the order follows the weights of the project', async () => {
  await bed.create({ title: 'valuable', value: 10, urgency: 1, effort: 1 });
  await bed.create({ title: 'urgent', value: 1, urgency: 10, effort: 2 });
  const settings = await bed.backlog.settings({ project: bed.project });
  const weigh = (value: number, urgency: number) =>
    bed.backlog.saveSettings({
      window: bed.window,
      project: bed.project,
      settings: { ...settings, weights: { value, urgency, effort: 1 } },
    });
  await weigh(0, 5);
  await rank(false);
  expect(await bed.titles()).toEqual(['urgent', 'valuable']);
  await weigh(5, 0);
  await rank(false);
  expect(await bed.titles()).toEqual(['valuable', 'urgent']);
});
