import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateOrders } from './contract.ts';
import { readDate } from './readDate.ts';

const instants = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
const at = (text: string) => ({ at: Date.parse(text) });
const problem = { problem: expect.any(String) };

it('P15 reads every instant in ISO 8601, whatever order was chosen', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...dateOrders), (instant, order) => {
      expect(readDate(new Date(instant).toISOString(), order, 0)).toEqual({ at: instant });
      expect(readDate(new Date(instant).toString(), order, 0)).toEqual({ at: Math.floor(instant / 1000) * 1000 });
    }),
  );
});

it('P15 reads a date in the order that was chosen', () => {
  const date = fc.date({ min: new Date(0), max: new Date('2069-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.constantFrom('/', '.', '-'), fc.boolean(), (day, sign, short) => {
      const [year = '', month = '', of = ''] = day.toISOString().slice(0, 10).split('-');
      const shown = short ? year.slice(2) : year;
      const midnight = at(`${year}-${month}-${of}`);
      const written = {
        'day-month-year': [of, month, shown],
        'month-day-year': [month, of, shown],
        'year-month-day': [shown, month, of],
      } as const;
      for (const [order, parts] of Object.entries(written)) {
        expect(readDate(parts.join(sign), order as keyof typeof written, 0)).toEqual(midnight);
      }
    }),
  );
});

it('P15 never guesses which is the day and which the month', () => {
  for (const text of ['03/04/2026', '13.04.2026', '04-03-26', '15/Jan/26', 'Jan/15/26', '2026/01/02'])
    expect(readDate(text, 'iso', 0)).toEqual(problem);
  expect(readDate('03/04/2026', 'day-month-year', 0)).toEqual(at('2026-04-03'));
  expect(readDate('03/04/2026', 'month-day-year', 0)).toEqual(at('2026-03-04'));
  expect(readDate('25/12/2026', 'month-day-year', 0)).toEqual(problem);
});

it('P15 reads what cannot mean two things: a month by its name and a whole year', () => {
  expect(readDate('7 January 2026', 'iso', 0)).toEqual(at('2026-01-07'));
  expect(readDate('Jan 7, 2026 9:30 PM', 'iso', 0)).toEqual(at('2026-01-07T21:30:00Z'));
  expect(readDate('Wed, 07 Jan 2026 09:30:00 +0200', 'iso', 0)).toEqual(at('2026-01-07T07:30:00Z'));
  expect(readDate('07/Jan/26 12:05 AM', 'day-month-year', 0)).toEqual(at('2026-01-07T00:05:00Z'));
});

it('P15 takes the offset of the text, else the one it is given', () => {
  expect(readDate('2026-01-07 09:30', 'iso', 120)).toEqual(at('2026-01-07T07:30:00Z'));
  expect(readDate('2026-01-07 09:30Z', 'iso', 120)).toEqual(at('2026-01-07T09:30:00Z'));
  expect(readDate('2026-01-07 09:30 -0130', 'iso', 120)).toEqual(at('2026-01-07T11:00:00Z'));
});

it('P15 refuses days that there are not, and whatever is no date', () => {
  for (const text of ['2026-02-30', '2026-13-01', '2026-01-01T25:00', '1969-12-31', 'soon', '', '12345', '٢٠٢٦-٠١-٠١'])
    expect(readDate(text, 'iso', 0)).toEqual(problem);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...dateOrders), (text, order) => {
      const read = readDate(text, order, 0);
      if ('at' in read) expect(Number.isSafeInteger(read.at)).toBe(true);
    }),
  );
});
