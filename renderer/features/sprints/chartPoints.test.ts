import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../shared/calendarDate.ts';
import type { BurndownDay } from '../../../shared/sprints/burndown.ts';
import { chartPoints } from './chartPoints.ts';

const day = (
  number: number,
  scope: number | null,
  completed: number | null = scope === null ? null : 1,
): BurndownDay => ({
  day: `2026-12-0${String(number)}` as CalendarDate,
  ideal: 10 - number,
  scope,
  completed,
  remaining: scope === null || completed === null ? null : scope - completed,
  scopeChange: null,
});

describe('the lines of a burndown', () => {
  it('P12 begin with the commitment, so that the first day is a line', () => {
    const points = chartPoints({ committed: 10, days: [day(1, 12), day(2, null)] });
    expect(points.map(({ remaining }) => remaining)).toEqual([10, 11, null]);
    expect(points.map(({ scope }) => scope)).toEqual([10, 12, null]);
    expect(points[0]).toMatchObject({ day: 'start', ideal: 10, completed: 0 });
  });

  it('P12 begin where the sprint was started, when that was late', () => {
    const points = chartPoints({ committed: 10, days: [day(1, null), day(2, null), day(3, 10)] });
    expect(points.map(({ remaining }) => remaining)).toEqual([null, null, 10, 9]);
  });

  it('P12 are the ideal alone before the start', () => {
    const points = chartPoints({ committed: 0, days: [day(1, null), day(2, null)] });
    expect(points.every(({ scope }) => scope === null)).toBe(true);
  });
});
