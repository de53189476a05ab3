import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../shared/calendarDate.ts';
import { formatDay, formatDays, formatWeekday } from './formatDay.ts';

const day = (text: string) => text as CalendarDate;

describe('days in words', () => {
  it('leave the year out while it is this one', () => {
    expect(formatDay(day('2026-12-07'), day('2026-11-25'))).toBe('7 Dec');
    expect(formatDay(day('2027-01-04'), day('2026-11-25'))).toBe('4 Jan 2027');
    expect(formatDays(day('2026-12-28'), day('2027-01-10'), day('2026-11-25'))).toBe('28 Dec – 10 Jan 2027');
    expect(formatDays(day('2027-01-04'), day('2027-01-17'), day('2026-11-25'))).toBe('4 Jan – 17 Jan 2027');
    expect(formatDays(day('2025-12-29'), day('2026-01-11'), day('2026-11-25'))).toBe('29 Dec 2025 – 11 Jan');
  });

  it('are the same in every time zone of the machine', () => {
    expect(formatWeekday(day('2026-12-07'))).toBe('Mon 7 Dec');
  });
});
