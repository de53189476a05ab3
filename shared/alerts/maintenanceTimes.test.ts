import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAt, weekdayOf } from '../calendarDate.ts';
import { MaintenanceSchedule } from './maintenance.ts';
import { type CronStarts, maintenanceAt, nextMaintenance } from './maintenanceTimes.ts';
import { zonedInstant, zoneOffset } from './zonedInstant.ts';

const noCron: CronStarts = { last: () => null, next: () => null };
const at = (text: string): number => Date.parse(text);
const weekly = (over: object = {}): MaintenanceSchedule =>
  MaintenanceSchedule.parse({
    kind: 'weekly',
    weekdays: [7],
    at: '02:30',
    minutes: 60,
    timeZone: 'Europe/Paris',
    ...over,
  });
const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];
const arbitraryWeekly = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  at: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
  minutes: fc.integer({ min: 1, max: 3000 }),
  timeZone: fc.constantFrom(...zones),
});
const arbitraryInstant = fc.integer({ min: at('2025-01-01'), max: at('2030-01-01') });

describe('M7 maintenance', () => {
  it('M7 once holds from its start until its end, which is not in it', () => {
    const once = MaintenanceSchedule.parse({ kind: 'once', from: 1000, to: 2000 });
    expect([999, 1000, 1999, 2000].map((each) => maintenanceAt(once, each, noCron))).toEqual([
      null,
      { from: 1000, to: 2000 },
      { from: 1000, to: 2000 },
      null,
    ]);
    expect([nextMaintenance(once, 999, noCron), nextMaintenance(once, 1000, noCron)]).toEqual([1000, null]);
    expect(MaintenanceSchedule.safeParse({ kind: 'once', from: 2000, to: 2000 }).success).toBe(false);
  });

  it('M7 02:30 on the night it does not exist is the first moment after the gap', () => {
    const from = at('2027-03-28T01:00:00Z');
    expect(maintenanceAt(weekly(), from - 1, noCron)).toBeNull();
    expect(maintenanceAt(weekly(), from, noCron)).toEqual({ from, to: from + 3_600_000 });
    expect(nextMaintenance(weekly(), at('2027-03-27T12:00:00Z'), noCron)).toBe(from);
  });

  it('M7 02:30 on the night it exists twice is the first of the two, and lasts as long as ever', () => {
    const from = at('2026-10-25T00:30:00Z');
    expect(nextMaintenance(weekly(), at('2026-10-24T12:00:00Z'), noCron)).toBe(from);
    expect(maintenanceAt(weekly(), from + 59 * 60_000, noCron)).toEqual({ from, to: from + 3_600_000 });
    expect(maintenanceAt(weekly(), at('2026-10-25T01:30:00Z'), noCron)).toBeNull();
  });

  it('M7 goes over midnight and into the next week', () => {
    const long = weekly({ weekdays: [7], at: '23:00', minutes: 120, timeZone: 'UTC' });
    expect(maintenanceAt(long, at('2026-11-02T00:59:00Z'), noCron)).toEqual({
      from: at('2026-11-01T23:00:00Z'),
      to: at('2026-11-02T01:00:00Z'),
    });
    expect(maintenanceAt(long, at('2026-11-02T01:00:00Z'), noCron)).toBeNull();
  });

  it('M7 every week’s window is on its day at its time, wherever clocks are put on or back', () => {
    fc.assert(
      fc.property(arbitraryWeekly, arbitraryInstant, (schedule, instant) => {
        const each = weekly(schedule);
        const next = nextMaintenance(each, instant, noCron);
        if (next === null) throw new Error('a week has every weekday');
        expect(next).toBeGreaterThan(instant);
        expect(maintenanceAt(each, next, noCron)?.from).toBe(next);
        const shown = new Date(next + zoneOffset(next, schedule.timeZone)).toISOString().slice(11, 16);
        if (shown === schedule.at) expect(schedule.weekdays).toContain(weekdayOf(dateAt(next, schedule.timeZone)));
        else expect(zoneOffset(next - 1000, schedule.timeZone)).not.toBe(zoneOffset(next, schedule.timeZone));
        const now = maintenanceAt(each, instant, noCron);
        if (now === null) return;
        expect(now.from).toBeLessThanOrEqual(instant);
        expect(now.to - now.from).toBe(schedule.minutes * 60_000);
      }),
    );
  });

  it('M7 finds the instant of every time that exists', () => {
    fc.assert(
      fc.property(arbitraryInstant, fc.constantFrom(...zones), (instant, zone) => {
        const minute = Math.floor(instant / 60_000) * 60_000;
        const shown = new Date(minute + zoneOffset(minute, zone)).toISOString();
        const found = zonedInstant(dateAt(minute, zone), shown.slice(11, 16), zone);
        expect(new Date(found + zoneOffset(found, zone)).toISOString()).toBe(shown);
        expect(found).toBeLessThanOrEqual(minute);
      }),
    );
  });
});
