import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { type ItemId, SprintId } from '../../../shared/ids.ts';
import { actsOf } from '../db/changeTable.ts';
import { alertBed, project, window } from './testing/alertBed.ts';

let bed: ReturnType<typeof alertBed>;
beforeEach(() => {
  bed = alertBed();
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});

const HOUR = 3_600_000;
/** The app fails and works again; a day and a half later nothing damps the next time. */
const outage = (apart = 36 * HOUR) => {
  bed.looks(3, 'app');
  bed.looks(3, null);
  bed.pass(apart);
};
const setStatus = (id: ItemId, status: string) =>
  bed.acts.commit({ project, window }, (edit) => ({
    result: edit.update('item', id, { status: status as StatusId, endedAt: bed.clock.now(), triage: null }),
    act: { verb: 'item.edit', entity: 'item', id, summary: 'Change it' },
  }));
const only = () => {
  const [item, ...others] = bed.items();
  if (item === undefined || others.length > 0) throw new Error(`there are ${bed.items().length} items`);
  return item;
};
const list = async (open: boolean) => (await bed.client.list({ project, open, before: null, limit: 500 })).alerts;

describe('M8 an alert and its backlog item', () => {
  it('M8 becomes one item that waits in the inbox, with evidence', async () => {
    bed.looks(3, 'app');
    const item = only();
    expect(item).toMatchObject({
      number: 1,
      kind: 'bug',
      title: 'App down on production',
      urgency: 8,
      status: 'todo',
      triage: { state: 'waiting' },
      source: { system: 'alert' },
    });
    for (const part of ['HTTP 502', '**First failing hop:** app', '`4f2a9c1` Serve faster', '**Last deploy:**'])
      expect(item.description).toContain(part);
    expect((await list(true))[0]?.item).toBe(item.id);
    expect(bed.ledger().slice(0, 2)).toEqual([
      'item.create: Make SA-1 of the alert “App down on production”',
      'alert.open: App down on production: The first hop that fails is app: HTTP 502, expected 200. Seen 3 times in a row.',
    ]);
  });

  it('M8 is one act with its alert: when one cannot be written, neither is', async () => {
    bed.db.exec("CREATE TRIGGER broken BEFORE INSERT ON item BEGIN SELECT RAISE (ABORT, 'no'); END");
    bed.looks(3, 'app');
    expect(await list(true)).toEqual([]);
    expect(bed.ledger().filter((line) => line.startsWith('alert.'))).toEqual([]);
    bed.db.exec('DROP TRIGGER broken');
    bed.look('app');
    expect(await list(true)).toHaveLength(1);
    expect(only().number).toBe(1);
  });

  it('M8 repeats as a comment with evidence, and raises the urgency up to 10', () => {
    outage();
    for (const urgency of [9, 10, 10]) {
      outage();
      expect(only().urgency).toBe(urgency);
    }
    expect(bed.comments()).toHaveLength(3);
    expect(bed.comments()[0]).toMatchObject({
      author: 'Pitwall',
      text: expect.stringContaining('**Happened again.**'),
    });
  });

  it('M8 that comes back after it was done opens its item again, out of a closed sprint', () => {
    outage();
    const sprint = SprintId.parse('00000000-0000-4000-8000-0000000000b1');
    bed.db.pragma('foreign_keys = OFF');
    setStatus(only().id, 'done');
    bed.acts.commit({ project, window }, (edit) => ({
      result: edit.update('item', only().id, { sprint }),
      act: { verb: 'item.edit', entity: 'item', id: only().id, summary: 'Change it' },
    }));
    bed.world.closedSprints.add(sprint);
    outage();
    expect(only()).toMatchObject({
      status: 'todo',
      statusReason: 'Its alert came back.',
      endedAt: null,
      urgency: 9,
      sprint: null,
      triage: null,
    });
    expect(bed.comments().at(-1)?.text).toContain('**Came back** after it was done.');
  });

  it('M8 that was declined stays quiet: no reopening, one comment a day at most', () => {
    outage();
    setStatus(only().id, 'cancelled');
    for (let n = 0; n < 3; n += 1) outage(HOUR);
    expect(only()).toMatchObject({ status: 'cancelled', urgency: 8 });
    expect(bed.comments()).toHaveLength(1);
    bed.pass(36 * HOUR);
    outage();
    expect(bed.comments()).toHaveLength(2);
    expect(only().status).toBe('cancelled');
  });

  it('M8 of a rule that makes none becomes one when somebody says so, and is found the second time', async () => {
    await bed.changeRule('App down', { makesItem: false });
    bed.looks(3, 'app');
    expect(bed.items()).toEqual([]);
    const [alert] = await list(true);
    if (alert === undefined) throw new Error('no alert');
    const made = await bed.client.toItem({ alert: alert.id, window });
    expect(await bed.client.toItem({ alert: alert.id, window })).toEqual(made);
    expect(only().id).toBe(made.item);
    expect(bed.acts.state({ project, window }).undo).toBe('Make SA-1 of the alert “App down on production”');
    bed.acts.undo({ project, window });
    expect(bed.items()).toEqual([]);
    expect((await list(true))[0]?.item).toBeNull();
    bed.acts.redo({ project, window });
    expect((await list(true))[0]?.item).toBe(made.item);
  });

  it('M8 made by Pitwall itself is not what a person’s undo takes back, also after a restart', () => {
    bed.looks(3, 'app');
    const startedAt = bed.clock.now() + HOUR;
    expect([...actsOf(bed.db, { project, window, startedAt, scope: 'planning' })]).toEqual([]);
    setStatus(only().id, 'doing');
    expect([...actsOf(bed.db, { project, window, startedAt, scope: 'planning' })]).toHaveLength(1);
  });
});
