import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Item } from '../../../shared/backlog/item.ts';
import { rollUp } from '../../../shared/backlog/rollUp.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

const split = (item: Item, ...parts: readonly (readonly [string, number | null])[]) =>
  bed.backlog.split({
    window: bed.window,
    item: item.id,
    parts: parts.map(([title, estimate]) => ({ title, estimate })),
  });

it('P10 splitting is one act: the parts stand right behind, are like the whole, and take its place in the sum', async () => {
  const whole = await bed.create({
    kind: 'debt',
    title: 'whole',
    estimate: 13,
    labels: ['api'],
    value: 3,
    assignee: bed.addMember('Sam Sample'),
    sprint: bed.addSprint('Sprint 1'),
  });
  await bed.create({ title: 'next' });
  const parts = await split(whole, ['first', 5], ['second', null]);
  expect(await bed.titles()).toEqual(['whole', 'first', 'second', 'next']);
  for (const part of parts) {
    const { kind, labels, assignee, sprint } = whole;
    expect(part).toMatchObject({ kind, labels, assignee, sprint, parent: whole.id, status: 'todo', value: null });
  }
  const sums = rollUp(await bed.list(), () => false);
  expect(sums.get(whole.id)).toEqual({ points: 5, unestimated: 1, parts: 2 });
  expect(bed.done()[0]).toBe('Split TR-1 into 2 parts');
  await bed.undo();
  expect(await bed.titles()).toEqual(['whole', 'next']);
  expect(rollUp(await bed.list(), () => false).get(whole.id)?.points).toBe(13);
});

it('P10 splitting refuses estimates off the scale, work that is over and what waits in the inbox, whole', async () => {
  const whole = await bed.create({ title: 'whole', estimate: 13 });
  await expect(split(whole, ['good', 5], ['bad', 4])).rejects.toMatchObject({
    code: 'REFUSED',
    message: '4 is not on the project’s scale.',
  });
  await bed.backlog.edit({ window: bed.window, items: [whole.id], patch: { status: 'done' as StatusId } });
  await expect(split(whole, ['late', 1])).rejects.toMatchObject({ code: 'REFUSED', message: 'TR-1 is Done.' });
  expect(await bed.titles()).toEqual(['whole']);
});
