import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultRules } from '../../../shared/alerts/defaultRules.ts';
import { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { PastException } from '../../../shared/alerts/triedExceptions.ts';
import { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { alertBed, production, project, window } from './testing/alertBed.ts';

const byRules = { project, window, scope: 'rules' } as const;
let bed: ReturnType<typeof alertBed>;
beforeEach(() => {
  bed = alertBed();
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});

const settings = RuleSettings.parse({
  name: 'Load',
  enabled: true,
  severity: 'warning',
  condition: { kind: 'threshold', series: 'load.1', side: 'above', open: 4, close: 3 },
  forSeconds: 0,
  openAfter: 1,
  closeAfter: 1,
  remindSeconds: null,
  makesItem: false,
});
const names = async () => (await bed.client.rules({ environment: production })).map(({ name }) => name);

describe('M3 rules', () => {
  it('M3 of a new environment are proposed once: what was removed does not come back', async () => {
    expect(await names()).toEqual(defaultRules.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b)));
    for (const rule of await bed.client.rules({ environment: production }))
      await bed.client.removeRule({ rule: rule.id });
    bed.restart();
    expect(await names()).toEqual([]);
    expect(bed.ledger().filter((line) => line.startsWith('rule.propose'))).toHaveLength(1);
  });

  it('M3 are added, changed and removed, each with its line in the ledger and its inverse', async () => {
    const rule = await bed.client.saveRule({ environment: production, id: null, settings });
    await bed.client.saveRule({ environment: production, id: rule.id, settings: { ...settings, openAfter: 2 } });
    await bed.client.saveRule({ environment: production, id: rule.id, settings: { ...settings, openAfter: 2 } });
    await bed.client.removeRule({ rule: rule.id });
    expect(bed.ledger().slice(0, 3)).toEqual([
      'rule.remove: Remove the rule Load of production',
      'rule.change: Change the rule Load of production',
      'rule.create: Add the rule Load of production',
    ]);
  });

  it('M3 that an environment lacks are named, and added in one act; an undo takes them back, with their alerts', async () => {
    for (const name of ['App down', 'Many errors', 'Disk filling up'])
      await bed.client.removeRule({ rule: (await bed.ruleNamed(name)).id });
    await bed.changeRule('Processor busy', { name: 'Busy', forSeconds: 5 });
    const missing = async () =>
      (await bed.client.missingRules({ environment: production })).map(({ name }) => name).toSorted();
    expect(await missing()).toEqual(['App down', 'Disk filling up', 'Many errors']);
    const added = await bed.client.addMissingRules({
      environment: production,
      window,
      names: ['App down', 'Disk filling up', 'Edge down', 'Nothing of the kind'],
    });
    expect(added.map(({ name }) => name)).toEqual(['App down', 'Disk filling up']);
    expect(await missing()).toEqual(['Many errors']);
    expect(bed.ledger()[0]).toBe('rule.create: Add the default rules App down, Disk filling up to production');

    bed.looks(3, 'app');
    const open = async () =>
      (await bed.client.list({ project, open: true, before: null, limit: 5 })).alerts.map(({ name }) => name);
    expect(await open()).toEqual(['App down']);
    expect(bed.acts.undo(byRules).summary).toBe('Add the default rules App down, Disk filling up to production');
    expect(await missing()).toEqual(['App down', 'Disk filling up', 'Many errors']);
    expect(await open()).toEqual([]);
    bed.looks(5, 'app');
    expect(await open()).toEqual(['Public path down']);
    bed.acts.redo(byRules);
    expect(await missing()).toEqual(['Many errors']);

    await bed.client.addMissingRules({ environment: production, window, names: ['Many errors'] });
    await expect(
      bed.client.addMissingRules({ environment: production, window, names: ['Many errors'] }),
    ).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringMatching(/^None of these default rules/) });
    bed.restart();
    expect(await missing()).toEqual([]);
  });

  it('M3 that were changed or removed come back by an undo, unless somebody changed them since', async () => {
    const rule = await bed.client.saveRule({ environment: production, id: null, settings, window });
    const changed = { environment: production, id: rule.id, settings: { ...settings, openAfter: 7 } };
    await bed.client.saveRule({ ...changed, window });
    bed.acts.undo(byRules);
    expect(await bed.ruleNamed('Load')).toEqual(rule);
    await bed.client.removeRule({ rule: rule.id, window });
    bed.acts.undo(byRules);
    expect(await bed.ruleNamed('Load')).toEqual(rule);
    bed.sample({ 'load.1': 9 });
    expect((await bed.client.list({ project, open: true, before: null, limit: 5 })).alerts).toHaveLength(1);
    await bed.client.saveRule({ ...changed, window });
    expect((await bed.client.list({ project, open: true, before: null, limit: 5 })).alerts).toEqual([]);
    await bed.client.saveRule({ ...changed, settings: { ...settings, openAfter: 8 } });
    expect(() => bed.acts.undo(byRules)).toThrow(/was not taken back: it was changed since/);
    expect((await bed.ruleNamed('Load')).openAfter).toBe(8);
  });

  it('M3 that were changed are taken back among the rules only: an undo of planning passes them over, and the other way round', async () => {
    bed.looks(3, 'app');
    const [alert] = (await bed.client.list({ project, open: true, before: null, limit: 5 })).alerts;
    if (alert === undefined) throw new Error('no alert');
    const made = bed.acts.commit({ project, window }, (edit) => ({
      result: edit.update('item', bed.items()[0]?.id ?? '', { title: 'Mend it' }),
      act: { verb: 'item.edit', entity: 'item', id: alert.id, summary: 'Rename it' },
    }));
    await bed.client.saveRule({ environment: production, id: null, settings, window });
    const planning = { project, window };
    expect(bed.acts.state(planning)).toEqual({ undo: 'Rename it', redo: null });
    expect(bed.acts.state(byRules)).toEqual({ undo: 'Add the rule Load of production', redo: null });
    bed.acts.undo(planning);
    expect(bed.items()[0]?.title).not.toBe(made.title);
    expect(await bed.ruleNamed('Load')).toBeDefined();
    expect(() => bed.acts.undo(planning)).toThrow('There is nothing to undo.');
    bed.acts.undo(byRules);
    await expect(bed.ruleNamed('Load')).rejects.toThrow();
    expect(bed.acts.state(planning)).toEqual({ undo: null, redo: 'Rename it' });
    expect(bed.acts.state(byRules)).toEqual({ undo: null, redo: 'Add the rule Load of production' });
    bed.acts.redo(byRules);
    expect(await bed.ruleNamed('Load')).toBeDefined();
  });

  it('M3 have one name each, and are refused where nothing is there to watch', async () => {
    await bed.client.saveRule({ environment: production, id: null, settings });
    await expect(
      bed.client.saveRule({ environment: production, id: null, settings: { ...settings, name: 'LOAD' } }),
    ).rejects.toMatchObject({ code: 'NAME_TAKEN', data: { name: 'Load' } });
    const nowhere = EnvironmentId.parse('00000000-0000-4000-8000-0000000000ff');
    await expect(bed.client.rules({ environment: nowhere })).rejects.toMatchObject({ code: 'GONE' });
    await expect(
      bed.client.list({ project: ProjectId.parse(nowhere), open: true, before: null, limit: 5 }),
    ).rejects.toMatchObject({ code: 'GONE' });
  });

  it('M3 cannot close on the bad side of where they open', async () => {
    const condition = { kind: 'threshold', series: 'load.1' as SeriesName, side: 'above', open: 4, close: 5 } as const;
    await expect(
      bed.client.saveRule({ environment: production, id: null, settings: { ...settings, condition } }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('M3 are tried against the samples and the stretches that were kept', async () => {
    const to = bed.clock.now();
    const from = to - 10 * 15_000;
    bed.world.seriesNames = ['load.1', 'load.15', 'cpu.busy'] as SeriesName[];
    bed.world.samples = [1, 5, 5, 1, 1, 1, 5, 1, 1, 1].map((value, n) => ({ at: from + n * 15_000, value }));
    const tried = await bed.client.tryRule({ environment: production, settings, from, to });
    expect(tried.alerts.map((each) => [each.from - from, (each.to ?? 0) - from])).toEqual([
      [15_000, 45_000],
      [90_000, 105_000],
    ]);
    expect(tried.watched).toBeCloseTo(0.9);
    bed.world.spans = [
      { hop: 'app', state: 'up', from, to: from + 60_000, detail: '', cause: '' },
      { hop: 'app', state: 'down', from: from + 60_000, to: null, detail: '', cause: '502' },
      { hop: null, state: 'up', from, to: from + 60_000, detail: '', cause: '' },
      { hop: null, state: 'down', from: from + 60_000, to: null, detail: '', cause: 'app' },
    ];
    const hop = { ...settings, condition: { kind: 'hop', hop: 'app' } as const };
    expect((await bed.client.tryRule({ environment: production, settings: hop, from, to })).alerts).toMatchObject([
      { from: from + 60_000, to: null },
    ]);
    const absence = {
      ...settings,
      condition: { kind: 'absence', series: 'swap.used' as SeriesName, seconds: 60 } as const,
    };
    bed.world.spans = [{ hop: 'server', state: 'up', from, to: null, detail: '', cause: '' }];
    expect((await bed.client.tryRule({ environment: production, settings: absence, from, to })).alerts).toMatchObject([
      { from: from + 60_000, to: null },
    ]);
  });

  it('M3 about exceptions are tried against when each was first seen and last came back; what is not kept is said, with what to do', async () => {
    const to = bed.clock.now();
    const from = to - 100_000;
    const past = (over: Partial<PastException>): PastException => ({
      title: 'OrderGone in show',
      message: `no order ${bed.world.secret}\n`,
      count: 1,
      firstSeen: from + 10_000,
      lastSeen: from + 10_000,
      resolvedAt: null,
      regressions: 0,
      regressedAt: null,
      ...over,
    });
    const tryEvent = async (event: 'new' | 'regressed' | 'either' | 'often') => {
      const condition = { kind: 'exception', event, count: 10, minutes: 5 } as const;
      return await bed.client.tryRule({ environment: production, settings: { ...settings, condition }, from, to });
    };
    bed.world.spans = [{ hop: 'server', state: 'up', from, to: null, detail: '', cause: '' }];
    expect(await tryEvent('either')).toMatchObject({ alerts: [], note: null });
    bed.world.exceptions = [
      past({}),
      past({ firstSeen: from - 1, resolvedAt: from + 60_000, regressions: 1, regressedAt: from + 50_000 }),
    ];
    const first = {
      from: from + 10_000,
      to: null,
      closed: null,
      reason: `OrderGone in show was seen for the first time: no order ${'*'.repeat(bed.world.secret.length)} `,
    };
    const back = { from: from + 50_000, to: from + 60_000, closed: 'Its exceptions were resolved.' };
    expect(await tryEvent('new')).toMatchObject({ alerts: [first], note: null });
    expect(await tryEvent('regressed')).toMatchObject({ alerts: [back], note: null });
    const either = await tryEvent('either');
    expect(either).toMatchObject({ alerts: [first, back], note: null });
    expect(either.watched).toBeGreaterThan(0.8);

    expect(await tryEvent('often')).toMatchObject({ alerts: [], note: null });
    bed.world.exceptions = [past({ count: 11 })];
    const often = await tryEvent('often');
    expect(often.alerts).toEqual([]);
    expect(often.note).toMatch(
      /^This cannot be tried: .* not each time\. OrderGone in show was seen more than 10 times in all; .*Save the rule, and it counts from then on/,
    );
    bed.world.exceptions = [past({ count: 9, regressions: 3, regressedAt: from + 50_000 })];
    expect((await tryEvent('regressed')).note).toMatch(/only the last time is kept/);
  });

  it('M3 that the past says nothing about say why, and what to do', async () => {
    const to = bed.clock.now();
    const tryOne = async (condition: RuleSettings['condition']) =>
      (
        await bed.client.tryRule({
          environment: production,
          settings: { ...settings, condition },
          from: to - 100_000,
          to,
        })
      ).note;
    const edge = { kind: 'hop', hop: 'edge' } as const;
    expect(await tryOne(edge)).toMatch(
      /^Nobody looks at the edge, because the environment has no public address\. Give/,
    );
    expect(await tryOne({ kind: 'hop', hop: 'app' })).toBeNull();
    const latency = { ...settings.condition, series: 'http.p95' } as RuleSettings['condition'];
    expect(await tryOne(latency)).toMatch(/^No value of 95th percentile of response time was ever kept\. See under/);
    bed.world.watching = false;
    expect(await tryOne(latency)).toMatch(/ever kept\. The environment is not watched: switch its watching on/);
    expect(await tryOne({ kind: 'exception', event: 'new', count: 1, minutes: 1 })).toMatch(/^The environment is not/);
  });
});
