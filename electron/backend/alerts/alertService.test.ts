import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { HopName, PathReading } from '../../../shared/monitor/hop.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { deleteEnvironment } from '../projects/environmentTable.ts';
import { alertBed, production, project } from './testing/alertBed.ts';

let bed: ReturnType<typeof alertBed>;
beforeEach(() => {
  bed = alertBed();
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});

const HOUR = 3_600_000;
const list = async (open: boolean) => (await bed.client.list({ project, open, before: null, limit: 500 })).alerts;
const titles = () => bed.notices.map(({ title }) => title);

const hopUp = (hop: HopName): PathReading['hops'][number] => ({
  hop,
  state: 'up',
  detail: 'HTTP 200',
  explainedBy: null,
  status: 200,
  addresses: [],
  timings: null,
  certificateDays: null,
  at: bed.clock.now(),
});

describe('M3 alerts', () => {
  it('M3 open after three looks that fail and close after three that do not, each told once and in the ledger', async () => {
    bed.looks(2, 'app');
    expect(await list(true)).toEqual([]);
    bed.look('app');
    const [alert] = await list(true);
    expect(alert).toMatchObject({
      name: 'App down',
      severity: 'critical',
      reason: 'The first hop that fails is app: HTTP 502, expected 200. Seen 3 times in a row.',
      closedAt: null,
      masked: null,
    });
    bed.looks(5, 'app');
    bed.looks(2, null);
    expect(await list(true)).toHaveLength(1);
    bed.look(null);
    expect(await list(true)).toEqual([]);
    expect((await list(false))[0]).toMatchObject({
      id: alert?.id,
      closedReason: 'The app answers as it should again.',
    });
    expect(titles()).toEqual(['Critical: App down on production', 'Closed: App down on production']);
    expect(bed.badges).toEqual([
      { critical: 0, warning: 0 },
      { critical: 1, warning: 0 },
      { critical: 0, warning: 0 },
    ]);
    expect(bed.ledger().filter((line) => line.startsWith('alert.'))).toEqual([
      'alert.close: App down on production closed: The app answers as it should again.',
      'alert.open: App down on production: The first hop that fails is app: HTTP 502, expected 200. Seen 3 times in a row.',
    ]);
  });

  it('M3 survive a restart without a second notice, and close afterwards', async () => {
    bed.looks(4, 'app');
    bed.restart();
    bed.looks(6, 'app');
    expect(await list(true)).toHaveLength(1);
    expect(titles()).toEqual(['Critical: App down on production']);
    bed.looks(3, null);
    expect(await list(true)).toEqual([]);
    expect(titles()).toHaveLength(2);
  });

  it('M3 that were written but not told before Pitwall ended are told after its start', () => {
    bed.service.onSamples(production, { at: bed.clock.now(), samples: [], every: 15_000 });
    for (let n = 1; n <= 3; n += 1) {
      bed.clock.move(15_000);
      bed.service.onPath(
        production,
        {
          at: bed.clock.now(),
          hops: [],
          state: 'down',
          failing: null,
          reason: 'Nothing answers.',
          ownNetwork: 'up',
        },
        15_000,
      );
    }
    expect(bed.notices).toEqual([]);
    bed.restart();
    bed.service.tick();
    expect(titles()).toEqual(['Critical: Public path down on production']);
  });

  it('M3 of one failure are one: what the failing hop explains has none of its own', async () => {
    bed.looks(10, 'nginx');
    expect((await list(true)).map(({ name }) => name)).toEqual(['nginx down']);
  });

  it('M2 do not open while our own network is down, and stay open through it', async () => {
    const blind: Partial<PathReading> = { state: 'unknown', failing: null, ownNetwork: 'down', hops: [] };
    for (let n = 0; n < 10; n += 1) bed.look(null, blind);
    expect(await list(true)).toEqual([]);
    bed.looks(3, 'app');
    for (let n = 0; n < 10; n += 1) bed.look(null, blind);
    expect(await list(true)).toHaveLength(1);
    expect(titles()).toEqual(['Critical: App down on production']);
  });

  it('M3 that flap a hundred times are a handful', async () => {
    for (let flap = 0; flap < 100; flap += 1) {
      bed.looks(3, 'app');
      bed.looks(3, null);
    }
    expect([...(await list(true)), ...(await list(false))].length).toBeLessThanOrEqual(6);
    expect(bed.notices.length).toBeLessThanOrEqual(12);
  });

  it('M3 open on figures, of each disk by itself, with hysteresis', async () => {
    await bed.changeRule('Disk filling up', { forSeconds: 30, makesItem: false });
    for (let n = 0; n < 4; n += 1) bed.sample({ 'disk.used:/': 91, 'disk.used:/srv': 50 });
    expect((await list(true)).map(({ subject, reason }) => [subject, reason])).toEqual([
      ['/', 'Disk space in use on / is 91 %: above 85 % for 30 s.'],
    ]);
    for (let n = 0; n < 10; n += 1) bed.sample({ 'disk.used:/': 82, 'disk.used:/srv': 95 });
    expect((await list(true)).map(({ subject }) => subject)).toEqual(['/srv', '/']);
    for (let n = 0; n < 3; n += 1) bed.sample({ 'disk.used:/': 80, 'disk.used:/srv': 95 });
    expect((await list(true)).map(({ subject }) => subject)).toEqual(['/srv']);
  });

  it('M3 of an absence open only while the server is watched', async () => {
    const settings: RuleSettings = {
      name: 'No processor samples',
      enabled: true,
      severity: 'warning',
      condition: { kind: 'absence', series: 'cpu.busy' as SeriesName, seconds: 60 },
      forSeconds: 0,
      openAfter: 1,
      closeAfter: 1,
      remindSeconds: null,
      makesItem: false,
    };
    await bed.client.saveRule({ environment: production, id: null, settings });
    bed.sample({ 'cpu.busy': 5 });
    for (let n = 0; n < 20; n += 1) bed.look('server');
    expect((await list(true)).map(({ name }) => name)).not.toContain('No processor samples');
    bed.looks(6, null);
    expect((await list(true)).map(({ name }) => name)).toContain('No processor samples');
    bed.sample({ 'cpu.busy': 5 });
    expect((await list(true)).map(({ name }) => name)).not.toContain('No processor samples');
  });

  it('M3 remind every hour while nobody took them, and once after a night of sleep', async () => {
    bed.looks(3, 'app');
    bed.pass(HOUR);
    bed.pass(HOUR - 1);
    expect(titles().filter((title) => title.startsWith('Still open'))).toHaveLength(1);
    bed.pass(9 * HOUR);
    bed.pass(20_000);
    expect(titles().filter((title) => title.startsWith('Still open'))).toHaveLength(2);
    const [alert] = await list(true);
    if (alert !== undefined) await bed.client.acknowledge({ alerts: [alert.id] });
    bed.pass(9 * HOUR);
    expect(titles().filter((title) => title.startsWith('Still open'))).toHaveLength(2);
    expect((await list(true))[0]?.acknowledged).toMatchObject({ by: 'lead@desk' });
  });

  it('M3 close without a notice when their rule is changed, switched off or removed', async () => {
    bed.looks(3, 'app');
    await bed.changeRule('App down', { name: 'The app is down', severity: 'warning' });
    expect(await list(true)).toHaveLength(1);
    await bed.changeRule('The app is down', { enabled: false });
    expect((await list(false))[0]?.closedReason).toBe('The rule was switched off.');
    bed.looks(5, 'app');
    expect((await list(true)).map(({ name }) => name)).toEqual(['Public path down']);
    const { id } = await bed.ruleNamed('Public path down');
    await bed.client.removeRule({ rule: id });
    expect(await list(true)).toEqual([]);
    expect(titles().filter((title) => title.startsWith('Closed'))).toEqual([]);
  });

  it('M3 of what nobody measures any more are closed by hand; what is still bad opens anew', async () => {
    await bed.changeRule('Disk filling up', { forSeconds: 0, openAfter: 2, makesItem: false });
    bed.sample({ 'disk.used:/mnt': 99 });
    bed.sample({ 'disk.used:/mnt': 99 });
    const [alert] = await list(true);
    if (alert === undefined) throw new Error('no alert');
    expect(await bed.client.close({ alerts: [alert.id] })).toMatchObject([{ closedReason: 'Closed by hand.' }]);
    bed.sample({ 'disk.used:/mnt': 99 });
    expect(await list(true)).toEqual([]);
    bed.sample({ 'disk.used:/mnt': 99 });
    expect(await list(true)).toHaveLength(1);
    expect(titles().filter((title) => title.startsWith('Closed'))).toEqual([]);
  });

  it('M3 of a mount that is gone close after an hour in which others were measured, and say that it is no recovery', async () => {
    await bed.changeRule('Disk filling up', { forSeconds: 0, openAfter: 1, makesItem: false });
    const away = (samples: number) => {
      for (let n = 0; n < samples; n += 1) bed.sample({ 'disk.used:/': 40 });
    };
    bed.sample({ 'disk.used:/': 40, 'disk.used:/mnt': 99 });
    away(200);
    bed.sample({ 'disk.used:/': 40, 'disk.used:/mnt': 99 });
    away(200);
    for (let n = 0; n < 300; n += 1) bed.sample({ 'cpu.busy': 4 });
    bed.pass(9 * HOUR);
    bed.restart();
    away(240);
    expect((await list(true)).map(({ subject }) => subject)).toEqual(['/mnt']);
    away(1);
    expect(await list(true)).toEqual([]);
    const [closed] = await list(false);
    expect(closed?.closedReason).toBe(
      'Disk space in use on /mnt is not measured any more: no sample for 1 h, while others of its kind came. This is no recovery.',
    );
    expect(titles().at(-1)).toBe('Closed: Disk filling up (/mnt) on production');
    bed.sample({ 'disk.used:/': 40, 'disk.used:/mnt': 99 });
    expect((await list(true)).map(({ subject }) => subject)).toEqual(['/mnt']);
  });

  it('M3 of what is measured once stay open, however long nobody measures it', async () => {
    await bed.changeRule('Processor busy', { forSeconds: 0, openAfter: 1, makesItem: false });
    bed.sample({ 'cpu.busy': 100 });
    for (let n = 0; n < 600; n += 1) bed.sample({ 'disk.used:/': 40 });
    expect((await list(true)).map(({ name }) => name)).toEqual(['Processor busy']);
  });

  it('M3 of a hop that was taken off the path close and say that it is no recovery, not while nobody can look', async () => {
    bed.looks(3, 'edge');
    expect((await list(true)).map(({ name }) => name)).toEqual(['Edge down']);
    bed.look(null, { state: 'unknown', ownNetwork: 'down', hops: [] });
    expect(await list(true)).toHaveLength(1);
    bed.look(null, { hops: [] });
    expect(await list(true)).toHaveLength(1);
    bed.look(null, { hops: [hopUp('server'), hopUp('app')] });
    expect(await list(true)).toEqual([]);
    expect((await list(false))[0]?.closedReason).toBe(
      'Nobody looks at this any more: it is not part of the path now. This is no recovery.',
    );
    bed.pass(20_000);
    expect(titles().at(-1)).toBe('Closed: Edge down on production');
    bed.looks(3, 'edge');
    expect(await list(true)).toHaveLength(1);
  });

  it('M3 of what is not watched are not reminded of until it is watched again', async () => {
    bed.looks(3, 'app');
    bed.world.watching = false;
    bed.pass(9 * HOUR);
    expect(titles()).toEqual(['Critical: App down on production']);
    bed.world.watching = true;
    bed.pass(20_000);
    expect(titles()).toEqual(['Critical: App down on production', 'Still open: App down on production']);
    expect(await list(true)).toHaveLength(1);
  });

  it('M3 that cannot be written are written with the next look', async () => {
    bed.looks(2, 'app');
    bed.db.exec("CREATE TRIGGER full BEFORE INSERT ON alert BEGIN SELECT RAISE (ABORT, 'disk full'); END");
    bed.look('app');
    expect(bed.log.entries.some((entry) => entry.startsWith('an alert could not be written'))).toBe(true);
    bed.db.exec('DROP TRIGGER full');
    bed.look('app');
    expect(await list(true)).toHaveLength(1);
  });

  it('M3 are told although something else about alerts fails for good', async () => {
    await bed.changeRule('App down', { remindSeconds: null });
    await bed.changeRule('New exception', {
      condition: { kind: 'exception', event: 'often', count: 1, minutes: 5 },
      makesItem: false,
    });
    const seen = { event: 'again', title: 'Lost', message: '', late: false, lines: [] } as const;
    for (const count of [1, 2])
      bed.service.onExceptions(production, [{ ...seen, subject: 'Lost 1', count, at: bed.clock.now() }]);
    bed.pass(20_000);
    bed.db.exec(
      "CREATE TRIGGER broken BEFORE UPDATE OF closed_at ON alert WHEN new.closed_at IS NOT NULL BEGIN SELECT RAISE (ABORT, 'no'); END",
    );
    bed.pass(HOUR);
    bed.looks(3, 'app');
    expect(titles().at(-1)).toBe('Critical: App down on production');
    expect(bed.badges.at(-1)).toEqual({ critical: 1, warning: 1 });
    expect(bed.log.entries.join('\n')).toContain('alerts about frequent exceptions could not be closed');
  });

  it('M3 go with their environment, and what still comes of it is let pass', async () => {
    bed.looks(3, 'app');
    deleteEnvironment(bed.db, production);
    bed.feed.publish('environment', production);
    bed.looks(5, 'app');
    bed.sample({ 'cpu.busy': 100 });
    expect(await list(true)).toEqual([]);
    expect(bed.badges.at(-1)).toEqual({ critical: 0, warning: 0 });
  });

  it('M3 come page by page, also those that opened at the same moment', async () => {
    await bed.changeRule('Disk filling up', { forSeconds: 0, openAfter: 1, makesItem: false });
    bed.sample(Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`disk.used:/d${n}`, 99])));
    const seen: string[] = [];
    let before = null;
    for (;;) {
      const page = await bed.client.list({ project, open: true, before, limit: 3 });
      seen.push(...page.alerts.map(({ subject }) => subject));
      before = page.alerts.at(-1)?.id ?? null;
      if (!page.more) break;
    }
    expect(seen).toEqual(['/d6', '/d5', '/d4', '/d3', '/d2', '/d1', '/d0']);
    expect(await bed.client.counts()).toEqual([{ project, environment: production, critical: 0, warning: 7 }]);
  });
});

describe('M10 notices', () => {
  it('M10 of many at once are one, and an "Acknowledge" in it takes them all', async () => {
    await bed.changeRule('Disk filling up', { forSeconds: 0, openAfter: 1, makesItem: false });
    bed.sample(Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`disk.used:/d${n}`, 99])));
    expect(titles()).toEqual(['7 alerts opened']);
    bed.notices[0]?.actions?.[0]?.act();
    expect((await list(true)).every(({ acknowledged }) => acknowledged !== null)).toBe(true);
  });

  it('M10 wait through the quiet hours, are one when these end, and critical ones may pass', async () => {
    await bed.client.saveNoticeSettings({
      quietHours: { from: '12:00', to: '14:00', timeZone: 'UTC', letCritical: true },
    });
    await bed.changeRule('Disk filling up', { forSeconds: 0, openAfter: 1, closeAfter: 1, makesItem: false });
    bed.sample({ 'disk.used:/': 99, 'disk.used:/srv': 99 });
    bed.sample({ 'disk.used:/': 99, 'disk.used:/srv': 10 });
    expect(titles()).toEqual([]);
    expect(await list(true)).toHaveLength(1);
    bed.looks(4, 'app');
    expect(titles()).toEqual(['Critical: App down on production']);
    bed.pass(2 * HOUR);
    expect(titles()[1]).toBe('1 alert opened, 1 still open, 1 opened and closed again');
  });

  it('M10 reach a page that follows, which hears only of what comes from now on', async () => {
    bed.looks(3, 'app');
    const stop = new AbortController();
    const notices = await bed.client.notices(undefined, { signal: stop.signal });
    const next = notices.next();
    await new Promise((resolve) => setImmediate(resolve));
    bed.looks(3, null);
    expect((await next).value).toMatchObject({ title: 'Closed: App down on production' });
    stop.abort();
    expect((await notices.next()).done).toBe(true);
  });
});
