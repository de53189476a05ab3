import { expect, it } from 'vitest';
import type { MaintenanceSchedule } from '../../../shared/alerts/maintenance.ts';
import {
  draftOfMaintenance,
  maintenanceDraftErrors,
  maintenanceOfDraft,
  newMaintenanceDraft,
} from './maintenanceDraft.ts';
import { scheduleInWords } from './scheduleInWords.ts';

const now = new Date(2026, 10, 2, 15, 30).getTime();
const empty = newMaintenanceDraft(now, 'Europe/Paris');
const weekly: MaintenanceSchedule = { kind: 'weekly', weekdays: [6, 7], at: '02:30', minutes: 90, timeZone: 'UTC' };
const cron: MaintenanceSchedule = { kind: 'cron', line: '0 3 1 * *', minutes: 30, timeZone: 'Asia/Tokyo' };

it('M7 a window comes out of the form as it went in, of every kind', () => {
  for (const schedule of [weekly, cron, { kind: 'once', from: now, to: now + 60_000 } as const])
    expect(maintenanceOfDraft(draftOfMaintenance({ name: 'Backups', schedule }, empty))).toEqual({
      name: 'Backups',
      schedule,
    });
});

it('M7 the form says what is wrong at the field where it is', () => {
  const named = { ...empty, name: 'Backups' };
  expect(maintenanceDraftErrors(named)).toEqual({});
  expect(Object.keys(maintenanceDraftErrors(empty))).toEqual(['name']);
  expect(Object.keys(maintenanceDraftErrors({ ...named, weekdays: [] }))).toEqual(['weekdays']);
  expect(Object.keys(maintenanceDraftErrors({ ...named, at: '2:30' }))).toEqual(['at']);
  expect(maintenanceDraftErrors({ ...named, kind: 'once', to: named.from })).toEqual({
    to: 'Must be later than the start.',
  });
  expect(Object.keys(maintenanceDraftErrors({ ...named, kind: 'once', from: '' }))).toEqual(['from']);
});

it('M7 says when a window holds in one line', () => {
  expect(scheduleInWords(weekly)).toBe('Sat, Sun at 02:30 for 1 h 30 min (UTC)');
  expect(scheduleInWords(cron)).toBe('0 3 1 * * for 30 min (Asia/Tokyo)');
});
