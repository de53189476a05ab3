import { expect, it } from 'vitest';
import { listAlertSpans } from './alertSpanTable.ts';
import { alertBed, production } from './testing/alertBed.ts';

it('M9 an alert is a span of every window in which it was open at some time, and of no other', () => {
  const bed = alertBed();
  const begin = bed.clock.now();
  for (let look = 0; look < 4; look += 1) bed.look('app');
  const [open] = listAlertSpans(bed.db, production, begin, bed.clock.now());
  expect(open).toMatchObject({ name: 'App down', severity: 'critical', subject: '', to: null });
  expect(listAlertSpans(bed.db, production, bed.clock.now() + 1_000, bed.clock.now() + 2_000)).toEqual([open]);
  expect(listAlertSpans(bed.db, production, begin - 2_000, begin)).toEqual([]);

  for (let look = 0; look < 6; look += 1) bed.look(null);
  const [closed] = listAlertSpans(bed.db, production, begin, bed.clock.now());
  expect(closed?.to).toBeGreaterThan(closed?.from ?? 0);
  expect(listAlertSpans(bed.db, production, (closed?.to ?? 0) + 1, bed.clock.now() + 1_000)).toEqual([]);
  bed.remove();
});
