import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrangeItems } from '../../../shared/backlog/arrangeItems.ts';
import type { TriageDecision } from '../../../shared/backlog/contract.ts';
import { defaultSettings } from '../../../shared/backlog/defaultSettings.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { triageState } from '../../../shared/backlog/triageState.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';
import { arrive, dump } from './testing/randomActs.ts';

let bed: PlanningBed;
let known: Item;
let inbox: readonly Item[];
beforeEach(async () => {
  bed = planningBed();
  known = await bed.create({ title: 'known' });
  arrive(bed, bed.otherWindow);
  inbox = (await bed.list()).filter(({ triage }) => triage !== null);
});
afterEach(() => bed.remove());

const triage = (decision: TriageDecision, items = inbox) =>
  bed.backlog.triage({ window: bed.window, items: items.map(({ id }) => id), decision });

/** Does it, then takes it back and looks that all is as before. */
const andBack = async (decision: TriageDecision): Promise<readonly Item[]> => {
  const before = dump(bed);
  await triage(decision);
  const after = await bed.list();
  await bed.undo();
  expect(dump(bed)).toBe(before);
  await bed.redo();
  return after;
};

describe('the inbox', () => {
  it('P14 keeps what comes from outside out of every list until it is accepted', async () => {
    const { workflow, weights } = defaultSettings('Europe/Paris');
    const shown = async () =>
      arrangeItems(
        await bed.list(),
        { filter: {}, sort: null, group: null },
        { workflow, weights, members: [], sprints: [] },
      ).shown;
    expect([inbox.length, await shown()]).toEqual([2, 1]);
    await triage({ kind: 'accept', place: 'top' });
    expect(await shown()).toBe(3);
  });

  it('P14 accepts to a place, together and in order', async () => {
    const after = await andBack({ kind: 'accept', place: { after: known.id } });
    expect(after.map(({ id, triage: state }) => [id, state])).toEqual([
      [known.id, null],
      [inbox[0]?.id, null],
      [inbox[1]?.id, null],
    ]);
    expect(bed.done()[0]).toBe('Redo: Accept TR-2 and TR-3 behind TR-1');
  });

  it('P14 accepts right into a sprint, in one act', async () => {
    const sprint = bed.addSprint('Sprint 1');
    const after = await andBack({ kind: 'accept', place: 'bottom', sprint });
    expect(after.slice(1).map((item) => [item.sprint, item.triage])).toEqual([
      [sprint, null],
      [sprint, null],
    ]);
    expect(bed.done()[0]).toBe('Redo: Accept TR-2 and TR-3 into Sprint 1 to the bottom');
  });

  it('P14 declines with the reason', async () => {
    const after = await andBack({ kind: 'decline', reason: 'Not ours' });
    for (const item of after.slice(1))
      expect(item).toMatchObject({
        triage: null,
        status: 'cancelled',
        statusReason: 'Not ours',
        endedAt: bed.folder.clock.now(),
      });
    await expect(triage({ kind: 'decline', reason: ' ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('P14 snoozes until a time, and then the item waits again by itself', async () => {
    const until = bed.folder.clock.now() + 60_000;
    await andBack({ kind: 'snooze', until });
    const states = async () =>
      (await bed.list()).slice(1).map((item) => triageState(item.triage, bed.folder.clock.now()));
    expect(await states()).toEqual(['snoozed', 'snoozed']);
    bed.folder.clock.move(60_000);
    expect(await states()).toEqual(['waiting', 'waiting']);
    await expect(triage({ kind: 'snooze', until })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'The time to come back lies in the past.',
    });
    await triage({ kind: 'accept', place: 'bottom' });
  });

  it('P14 marks a duplicate: linked to the first, cancelled, and it says of which', async () => {
    const after = await andBack({ kind: 'duplicate', of: known.id });
    expect(after.slice(1).map(({ status, statusReason }) => [status, statusReason])).toEqual([
      ['cancelled', 'Duplicate of TR-1'],
      ['cancelled', 'Duplicate of TR-1'],
    ]);
    const { links } = await bed.backlog.detail({ item: known.id });
    expect(links.map(({ from, to, kind }) => [from, to, kind]).sort()).toEqual(
      inbox.map(({ id }) => [id, known.id, 'duplicates']).sort(),
    );
    arrive(bed, bed.otherWindow);
    const [late] = (await bed.list()).filter((item) => item.triage !== null);
    if (late === undefined) throw new Error('nothing arrived');
    await expect(triage({ kind: 'duplicate', of: late.id }, [late])).rejects.toMatchObject({ code: 'REFUSED' });
  });

  it('P14 decides once: what is not in the inbox any more is named', async () => {
    await triage({ kind: 'accept', place: 'top' }, inbox.slice(0, 1));
    await expect(triage({ kind: 'decline', reason: 'x' })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'TR-2 is not in the inbox (any more).',
    });
  });

  it('P14 lets fields be set before, but neither a status nor a sprint', async () => {
    const ids = inbox.map(({ id }) => id);
    await bed.backlog.edit({ window: bed.window, items: ids, patch: { estimate: 3, title: 'seen' } });
    for (const patch of [{ status: 'done' as StatusId }, { sprint: bed.addSprint('Sprint 1') }])
      await expect(bed.backlog.edit({ window: bed.window, items: ids, patch })).rejects.toMatchObject({
        code: 'REFUSED',
        message: 'TR-2 waits in the inbox: it has no status and no sprint yet.',
      });
  });

  it('P5 accepting against the score marks the item as placed by hand', async () => {
    const rated = { value: 9, urgency: 9, effort: 1 };
    await bed.backlog.edit({ window: bed.window, items: [known.id], patch: rated });
    await bed.backlog.edit({ window: bed.window, items: inbox.map(({ id }) => id), patch: { ...rated, value: 1 } });
    expect((await triage({ kind: 'accept', place: 'top' })).map(({ placedByHand }) => placedByHand)).toEqual([
      true,
      true,
    ]);
  });
});
