import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteRule, putRule } from './ruleTable.ts';
import { alertBed, project } from './testing/alertBed.ts';

let bed: ReturnType<typeof alertBed>;
beforeEach(() => {
  bed = alertBed();
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});

const list = async (open: boolean) => (await bed.client.list({ project, open, before: null, limit: 500 })).alerts;

describe('M3 alerts whose rule went while Pitwall ended', () => {
  it('M3 close after the start when their rule is gone, without a notice and with a line in the ledger', async () => {
    bed.looks(3, 'app');
    deleteRule(bed.db, (await bed.ruleNamed('App down')).id);
    bed.restart();
    bed.pass(0);
    expect(await list(true)).toEqual([]);
    expect(await list(false)).toMatchObject([{ name: 'App down', closedReason: 'The rule was removed.' }]);
    expect(bed.notices).toHaveLength(1);
    expect(bed.badges.at(-1)).toEqual({ critical: 0, warning: 0 });
    expect(bed.ledger()).toContain('alert.close: App down on production closed: The rule was removed.');
  });

  it('M3 close after the start when their rule is off, and stay when it is on', async () => {
    bed.looks(3, 'app');
    const rule = await bed.ruleNamed('App down');
    bed.restart();
    bed.pass(0);
    expect(await list(true)).toHaveLength(1);
    putRule(bed.db, { ...rule, enabled: false });
    bed.restart();
    bed.pass(0);
    expect(await list(true)).toEqual([]);
    expect(await list(false)).toMatchObject([{ closedReason: 'The rule was switched off.' }]);
  });

  it('M3 close after the start when their rule judges otherwise than it did when they opened, and what is still bad opens anew', async () => {
    await bed.changeRule('Disk filling up', { forSeconds: 0, openAfter: 1, makesItem: false });
    bed.sample({ 'disk.used:/': 99 });
    bed.looks(3, 'app');
    const { id } = await bed.ruleNamed('App down');
    bed.db.exec("CREATE TRIGGER broken BEFORE UPDATE ON alert BEGIN SELECT RAISE (ABORT, 'no'); END");
    await bed.changeRule('App down', { closeAfter: 5, name: 'The app is down' });
    await bed.changeRule('Disk filling up', { severity: 'critical' });
    bed.db.exec('DROP TRIGGER broken');
    bed.restart();
    bed.looks(1, 'app');
    expect((await list(true)).map(({ name }) => name)).toEqual(['Disk filling up']);
    expect(await list(false)).toMatchObject([{ rule: id, closedReason: 'The rule was changed.' }]);
    bed.looks(3, 'app');
    expect((await list(true)).map(({ name }) => name)).toContain('The app is down');
    bed.restart();
    bed.pass(0);
    expect((await list(true)).map(({ name }) => name)).toContain('The app is down');
  });

  it('M3 that could not be closed when their rule changed are closed with the next look, and open anew', async () => {
    bed.looks(3, 'app');
    bed.db.exec("CREATE TRIGGER broken BEFORE UPDATE ON alert BEGIN SELECT RAISE (ABORT, 'no'); END");
    await bed.changeRule('App down', { openAfter: 4 });
    bed.looks(2, 'app');
    expect(await list(true)).toHaveLength(1);
    bed.db.exec('DROP TRIGGER broken');
    bed.look('app');
    expect(await list(true)).toEqual([]);
    expect(await list(false)).toMatchObject([{ closedReason: 'The rule was changed.' }]);
    bed.looks(4, 'app');
    expect((await list(true)).map(({ name }) => name)).toEqual(['App down']);
  });
});
