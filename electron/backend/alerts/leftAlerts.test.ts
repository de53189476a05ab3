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
});
