import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultRules } from '../../../shared/alerts/defaultRules.ts';
import { RuleSettings } from '../../../shared/alerts/rule.ts';
import { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { alertBed, production } from './testing/alertBed.ts';

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
});
