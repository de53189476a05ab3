import { describe, expect, it } from 'vitest';
import { sampleItem } from '../../../../shared/backlog/testing/arbitraryItem.ts';
import type { CalendarDate } from '../../../../shared/calendarDate.ts';
import { inboxItems } from './inboxItems.ts';
import { morningOf, snoozeDays } from './snoozeTimes.ts';

const NOW = Date.parse('2026-12-04T23:30:00Z');

describe('the inbox', () => {
  it('P14 shows what waits, oldest first, and what comes back, soonest first', () => {
    const { waiting, snoozed } = inboxItems(
      [
        sampleItem(1, { triage: { state: 'waiting' }, createdAt: 9 }),
        sampleItem(2),
        sampleItem(3, { triage: { state: 'snoozed', until: NOW + 9 } }),
        sampleItem(4, { triage: { state: 'snoozed', until: NOW - 1 }, createdAt: 3 }),
        sampleItem(5, { triage: { state: 'snoozed', until: NOW + 2 } }),
      ],
      NOW,
    );
    expect(waiting.map(({ number }) => number)).toEqual([4, 1]);
    expect(snoozed.map(({ number }) => number)).toEqual([5, 3]);
  });

  it('P14 knows tomorrow and the next Monday in the project’s time zone', () => {
    // Half past midnight on Saturday in Paris, still Friday in London.
    expect(snoozeDays(NOW, 'Europe/Paris')).toEqual({ tomorrow: '2026-12-06', nextWeek: '2026-12-07' });
    expect(snoozeDays(NOW, 'Europe/London')).toEqual({ tomorrow: '2026-12-05', nextWeek: '2026-12-07' });
    const monday = Date.parse('2026-12-07T12:00:00Z');
    expect(snoozeDays(monday, 'Europe/Paris').nextWeek).toBe('2026-12-14');
    expect(new Date(morningOf('2026-12-07' as CalendarDate)).getHours()).toBe(8);
  });
});
