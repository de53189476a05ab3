import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MaintenanceSchedule } from '../../../shared/alerts/maintenance.ts';
import { maintenanceAt, nextMaintenance } from '../../../shared/alerts/maintenanceTimes.ts';
import { cronStarts, cronTrouble } from './cronStarts.ts';
import { alertBed, production, project } from './testing/alertBed.ts';

let bed: ReturnType<typeof alertBed>;
beforeEach(() => {
  bed = alertBed();
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});

const MINUTE = 60_000;
const limits = { preflight: 60, pull: 60, sync: 60, restart: 60, reload: 60, health: 90 };
const deployNow = () => ({
  label: 'the deploy of 4f2a9c1',
  startedAt: bed.clock.now(),
  endedAt: null as number | null,
  limits,
  healthSeconds: 60,
});
const list = async (open: boolean) => (await bed.client.list({ project, open, before: null, limit: 500 })).alerts;
const titles = () => bed.notices.map(({ title }) => title);

describe('M7 a deploy', () => {
  it('M7 masks the blip that it causes: nobody is told, no item is made, and the list shows why', async () => {
    bed.world.deploy = deployNow();
    bed.looks(4, 'app');
    expect(await list(true)).toMatchObject([{ name: 'App down', masked: 'the deploy of 4f2a9c1' }]);
    bed.world.deploy = { ...bed.world.deploy, endedAt: bed.clock.now() };
    bed.looks(3, null);
    bed.pass(5 * MINUTE);
    expect(titles()).toEqual([]);
    expect(bed.items()).toEqual([]);
    expect(await list(false)).toMatchObject([{ masked: 'the deploy of 4f2a9c1' }]);
  });

  it('M7 masks only until its end and the time its health may take: what is still bad then is told then', async () => {
    bed.world.deploy = deployNow();
    bed.looks(4, 'app');
    bed.world.deploy = { ...bed.world.deploy, endedAt: bed.clock.now() };
    bed.looks(3, 'app');
    expect(titles()).toEqual([]);
    bed.looks(1, 'app');
    expect(titles()).toEqual(['Critical: App down on production']);
    expect(bed.items()).toHaveLength(1);
    expect((await list(true))[0]?.masked).toBeNull();
    expect(bed.ledger().filter((line) => line.startsWith('alert.mask'))).toEqual([
      'alert.mask: App down on production is not kept quiet any more and still open',
    ]);
  });

  it('M7 that masks what somebody takes meanwhile does not keep its item from being made when it is still bad then', async () => {
    bed.world.deploy = deployNow();
    bed.looks(4, 'app');
    const [alert] = await list(true);
    if (alert === undefined) throw new Error('no alert');
    await bed.client.acknowledge({ alerts: [alert.id] });
    bed.world.deploy = { ...bed.world.deploy, endedAt: bed.clock.now() };
    bed.looks(3, 'app');
    expect(bed.items()).toEqual([]);
    bed.looks(2, 'app');
    expect(await list(true)).toMatchObject([{ id: alert.id, masked: null, item: bed.items()[0]?.id }]);
    expect(bed.items()).toHaveLength(1);
    expect(titles()).toEqual([]);
  });

  it('M7 masks nothing that it does not cause', () => {
    bed.world.deploy = deployNow();
    bed.looks(4, 'server');
    expect(titles()).toEqual(['Critical: Server not reachable on production']);
  });
});

describe('M7 maintenance', () => {
  const backups = (over: object) =>
    bed.client.saveMaintenance({
      id: null,
      environmentId: production,
      name: 'Backups',
      schedule: MaintenanceSchedule.parse(over),
    });

  it('M7 keeps quiet while it holds, every week in its time zone', async () => {
    await backups({ kind: 'weekly', weekdays: [4], at: '13:00', minutes: 30, timeZone: 'Europe/Paris' });
    expect(await bed.client.maintenance({ environment: production })).toMatchObject([{ active: true }]);
    bed.looks(4, 'app');
    expect((await list(true))[0]?.masked).toBe('the maintenance window “Backups”');
    bed.pass(29 * MINUTE);
    expect(titles()).toEqual(['Critical: App down on production']);
    expect(await bed.client.maintenance({ environment: production })).toMatchObject([
      { active: false, next: Date.UTC(2026, 0, 22, 12) },
    ]);
  });

  it('M7 says why a cron line cannot be used', async () => {
    const line = (text: string) => backups({ kind: 'cron', line: text, minutes: 30, timeZone: 'UTC' });
    for (const [text, why] of [
      ['61 * * * *', 'Invalid value for minute: 61'],
      ['* * * * * *', 'requires exactly 5 parts'],
      ['0 0 30 2 *', 'no day of any year fits it'],
    ] as const)
      await expect(line(text)).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining(why) });
    await line('30 2 * * 0');
    expect(await bed.client.maintenance({ environment: production })).toMatchObject([
      { active: false, next: Date.UTC(2026, 0, 18, 2, 30) },
    ]);
    expect(cronTrouble('30 2 * * 0', 'Nowhere/Atlantis', 0)).not.toBeNull();
  });

  it('M7 by cron takes the nights on which clocks change as every week does', () => {
    const at = (text: string) => Date.parse(text);
    const nightly = MaintenanceSchedule.parse({
      kind: 'cron',
      line: '30 2 * * *',
      minutes: 60,
      timeZone: 'Europe/Paris',
    });
    expect(nextMaintenance(nightly, at('2027-03-27T12:00Z'), cronStarts)).toBe(at('2027-03-28T01:00Z'));
    expect(nextMaintenance(nightly, at('2026-10-24T12:00Z'), cronStarts)).toBe(at('2026-10-25T00:30Z'));
    const from = at('2026-11-02T01:30Z');
    expect(maintenanceAt(nightly, from - 1, cronStarts)).toBeNull();
    expect(maintenanceAt(nightly, from, cronStarts)).toEqual({ from, to: from + 60 * MINUTE });
    expect(maintenanceAt(nightly, from + 60 * MINUTE, cronStarts)).toBeNull();
  });

  it('M7 is changed and removed, each with its line in the ledger', async () => {
    const window = await backups({ kind: 'once', from: 1, to: 2 });
    await bed.client.saveMaintenance({ ...window, name: 'Nightly backups' });
    await bed.client.removeMaintenance({ window: window.id });
    await expect(bed.client.removeMaintenance({ window: window.id })).rejects.toMatchObject({ code: 'GONE' });
    expect(bed.ledger().filter((line) => line.startsWith('maintenance.'))).toEqual([
      'maintenance.remove: Remove the maintenance window Nightly backups of production',
      'maintenance.change: Change the maintenance window Nightly backups of production',
      'maintenance.create: Add the maintenance window Backups of production',
    ]);
  });
});

describe('M7 a silence', () => {
  it('M7 keeps one rule quiet, or all, until its end or until somebody ends it', async () => {
    const { id } = await bed.ruleNamed('App down');
    const until = bed.clock.now() + 60 * MINUTE;
    await bed.client.silence({ environmentId: production, rule: id, until, reason: 'We know.' });
    bed.looks(4, 'app');
    expect((await list(true))[0]).toMatchObject({ masked: 'a silence: We know.', silencedUntil: until });
    expect(titles()).toEqual([]);
    bed.pass(60 * MINUTE);
    expect(titles()).toEqual(['Critical: App down on production']);
    expect(await bed.client.silences({ environment: production })).toEqual([]);
  });

  it('M7 stops the reminders of what was told, and ends before its time', async () => {
    bed.looks(4, 'app');
    await bed.client.silence({
      environmentId: production,
      rule: null,
      until: bed.clock.now() + 3 * 60 * MINUTE,
      reason: '',
    });
    bed.pass(2 * 60 * MINUTE);
    expect(titles()).toHaveLength(1);
    await bed.client.unsilence({ environmentId: production, rule: null });
    bed.pass(20_000);
    expect(titles()[1]).toBe('Still open: App down on production');
    await expect(
      bed.client.silence({ environmentId: production, rule: null, until: 5, reason: '' }),
    ).rejects.toMatchObject({ code: 'REFUSED' });
  });
});
