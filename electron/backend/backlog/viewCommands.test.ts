import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ListLayout, ViewId } from '../../../shared/backlog/savedView.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

const layout: ListLayout = {
  columns: [
    { column: 'key', width: 80 },
    { column: 'title', width: null },
  ],
  group: 'assignee',
  sort: { column: 'score', descending: true },
};
const save = (name: string, id: ViewId | null = null, project = bed.project) =>
  bed.backlog.saveView({
    window: bed.window,
    project,
    id,
    view: { name, filter: { text: 'login', kind: ['bug'], assignee: ['none'] }, layout },
  });
const views = () => bed.backlog.views({ project: bed.project });

it('P17 a view is saved with its filter and layout, changed, deleted and brought back, also after a restart', async () => {
  const saved = await save('Open bugs');
  await save('All');
  expect((await views()).map(({ name }) => name)).toEqual(['All', 'Open bugs']);
  const renamed = await save('Bugs', saved.id);
  expect(renamed).toEqual({ ...saved, name: 'Bugs' });
  bed.restart();
  expect(await views()).toEqual([expect.objectContaining({ name: 'All' }), renamed]);
  await bed.backlog.removeView({ window: bed.window, view: saved.id });
  expect(await views()).toHaveLength(1);
  await bed.undo();
  expect(await views()).toHaveLength(2);
  expect(bed.done().slice(0, 4)).toEqual([
    'Undo: Delete the view Bugs',
    'Delete the view Bugs',
    'Change the view Bugs',
    'Save the view All',
  ]);
});

it('P17 a view keeps its name for itself, whatever the case, within its project', async () => {
  const saved = await save('Bugs');
  const other = await save('All');
  const taken = { code: 'NAME_TAKEN', data: { name: 'Bugs' } };
  await expect(save('BUGS')).rejects.toMatchObject(taken);
  await expect(save('bugs', other.id)).rejects.toMatchObject(taken);
  expect((await save('BUGS', saved.id)).name).toBe('BUGS');
  const elsewhere = bed.addProject('OT');
  await save('Bugs', null, elsewhere);
  await expect(save('Mine', saved.id, elsewhere)).rejects.toMatchObject({ code: 'GONE', data: { what: 'view' } });
  await expect(bed.backlog.removeView({ window: bed.window, view: randomUUID() as ViewId })).rejects.toMatchObject({
    code: 'GONE',
    data: { what: 'view' },
  });
});
