import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, knownScales } from '../../../shared/backlog/defaultSettings.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { StatusCategory, StatusId } from '../../../shared/backlog/workflow.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

const read = () => bed.backlog.settings({ project: bed.project });
const save = (settings: PlanningSettings) =>
  bed.backlog.saveSettings({ window: bed.window, project: bed.project, settings });
const withCategory = (settings: PlanningSettings, id: string, category: StatusCategory): PlanningSettings => ({
  ...settings,
  workflow: settings.workflow.map((status) => (status.id === id ? { ...status, category } : status)),
});

describe('the settings of planning', () => {
  it('P3 are Pitwall’s own, in the system’s time zone, until they are saved; an undo brings those back', async () => {
    expect(await read()).toEqual(defaultSettings('Europe/Paris'));
    const changed = { ...(await read()), scale: knownScales['t-shirt'], lookBack: 6 };
    expect(await save(changed)).toEqual(changed);
    expect([await read(), bed.done(), bed.published]).toEqual([
      changed,
      ['Change how the project plans: scale, look back'],
      [`planning ${bed.project}`, 'ledger null'],
    ]);
    await save(changed);
    expect(bed.done()).toHaveLength(1);
    bed.restart();
    expect(await read()).toEqual(changed);
    await bed.undo();
    expect(await read()).toEqual(defaultSettings('Europe/Paris'));
  });

  it('P16 keep a status that items are in, and say how many', async () => {
    const settings = await read();
    await bed.create({ title: 'one', status: 'qa' as StatusId });
    await bed.create({ title: 'two', status: 'qa' as StatusId });
    const without = { ...settings, workflow: settings.workflow.filter(({ id }) => id !== 'qa') };
    await expect(save(without)).rejects.toMatchObject({
      code: 'IN_USE',
      message: 'In QA cannot be removed: there are 2 items in In QA.',
      data: { by: ['2 items in In QA'] },
    });
    expect(await read()).toEqual(settings);
    await bed.backlog.remove({ window: bed.window, items: (await bed.list()).map(({ id }) => id) });
    expect((await save(without)).workflow).toHaveLength(settings.workflow.length - 1);
  });

  it('P16 let no new item begin where work is over', async () => {
    const settings = await read();
    for (const firstStatus of ['done', 'cancelled', 'nowhere'])
      await expect(save({ ...settings, firstStatus: firstStatus as StatusId })).rejects.toMatchObject({
        code: 'REFUSED',
        data: { act: 'Choose a status of the workflow for work that is still to come.' },
      });
  });

  it('P16 that give a status another meaning end and open the items in it, in the same act', async () => {
    await bed.create({ title: 'one', status: 'review' as StatusId });
    const settings = await read();
    const times = async () => (await bed.list()).map(({ startedAt, endedAt }) => [startedAt, endedAt]);
    const begun = bed.folder.clock.now();
    bed.folder.clock.move(1000);
    await save(withCategory(settings, 'review', 'done'));
    const ended = bed.folder.clock.now();
    expect(await times()).toEqual([[begun, ended]]);
    bed.folder.clock.move(1000);
    await save(withCategory(settings, 'review', 'cancelled'));
    expect(await times()).toEqual([[begun, ended]]);
    await save(settings);
    expect(await times()).toEqual([[begun, null]]);
    await bed.undo();
    await bed.undo();
    await bed.undo();
    expect([await times(), await read()]).toEqual([[[begun, null]], defaultSettings('Europe/Paris')]);
  });

  it('P3 of a project that is gone, or without sense, are refused', async () => {
    const settings = await read();
    const project = randomUUID() as ProjectId;
    await expect(bed.backlog.settings({ project })).rejects.toMatchObject({ code: 'GONE' });
    await expect(bed.backlog.saveSettings({ window: bed.window, project, settings })).rejects.toMatchObject({
      code: 'GONE',
    });
    for (const bad of [
      { ...settings, timeZone: 'Mars/Olympus' },
      {
        ...settings,
        scale: {
          kind: 'custom' as const,
          steps: [
            { name: 'a', points: 2 },
            { name: 'b', points: 1 },
          ],
        },
      },
      { ...settings, workflow: settings.workflow.filter(({ category }) => category !== 'done') },
      { ...settings, workflow: [...settings.workflow, ...settings.workflow] },
    ])
      await expect(save(bad)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(bed.done()).toEqual([]);
  });
});
