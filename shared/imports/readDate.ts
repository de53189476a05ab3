import type { DateOrder } from './contract.ts';

/** An instant, or what is wrong in one sentence. */
export type DateReading = { readonly at: number } | { readonly problem: string };

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The name of a month in English, short or whole: 1 to 12, else NaN. */
const monthOf = (name: string): number => {
  const at = months.indexOf(name.slice(0, 3).toLowerCase());
  return at < 0 ? Number.NaN : at + 1;
};

/** What stands behind a date: `T07:32:02.123Z`, ` 3:04 PM`, ` 07:32:02 GMT+0000 (UTC)`. */
const TIME =
  /^(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?)?(?: ?(?:(z|utc|gmt)?([+-]\d{2}:?\d{2})?))(?: ?\([^()]*\))?$/i;

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const NUMBERS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)/;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +/i;
const MONTH_IN_THE_MIDDLE = /^(\d{1,4})[-/. ]([a-z]{3,9})\.?,?[-/. ](\d{1,4})(?!\d)/i;
const MONTH_FIRST = /^([a-z]{3,9})\.?[-/. ](\d{1,2}),?[-/. ](\d{2}|\d{4})(?!\d)/i;

/** Two digits of a year mean 1970 to 2069, as in POSIX's strptime. */
const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
};

const parts = (year: string, month: string, day: string): Parts => ({
  year: fullYear(year),
  month: /^\d/.test(month) ? Number(month) : monthOf(month),
  day: Number(day),
});

/** Where the date ends, and its parts; a text if only a chosen order could tell which is which; null when it is none. */
const readParts = (text: string, order: DateOrder): { readonly date: Parts; readonly rest: string } | string | null => {
  const found = (match: RegExpExecArray, date: Parts) => ({ date, rest: text.slice(match[0].length) });
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [whole, year = '', month = '', day = ''] = yearFirst;
    if (!/^\d{4}-\d\d-\d\d$/.test(whole) && order !== 'year-month-day') return 'month and day could be swapped';
    return found(yearFirst, parts(year, month, day));
  }
  const middle = MONTH_IN_THE_MIDDLE.exec(text);
  if (middle !== null) {
    const [, first = '', month = '', last = ''] = middle;
    if (last.length === 4) return found(middle, parts(last, month, first));
    if (first.length === 4) return found(middle, parts(first, month, last));
    if (order === 'day-month-year') return found(middle, parts(last, month, first));
    if (order === 'year-month-day') return found(middle, parts(first, month, last));
    return 'day and year could be swapped';
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) {
    const [, month = '', day = '', year = ''] = monthFirst;
    if (year.length < 4 && order !== 'month-day-year') return 'day and year could be swapped';
    return found(monthFirst, parts(year, month, day));
  }
  const numbers = NUMBERS.exec(text);
  if (numbers === null) return null;
  const [, first = '', , second = '', third = ''] = numbers;
  switch (order) {
    case 'day-month-year':
      return found(numbers, parts(third, second, first));
    case 'month-day-year':
      return found(numbers, parts(third, first, second));
    case 'year-month-day':
      return found(numbers, parts(first, second, third));
    case 'iso':
      return 'day and month could be swapped';
  }
};

/** Minutes east of UTC of `+02:00` or `-0730`; null when it is none. */
export const readOffset = (text: string): number | null => {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 14 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

/** Reads a date, with or without a time.
 *
 * ISO 8601 is always read, and so is what cannot mean two things: a month by its English name with a year of four digits. Everything else is
 * read in the order chosen, and never guessed. A time without an offset is in the offset given (minutes east of UTC); a date without a
 * time is its first moment there. Years from 1970 to 9999. */
export const readDate = (text: string, order: DateOrder, offset: number): DateReading => {
  const trimmed = text.trim().replace(WEEKDAY, '');
  const read = readParts(trimmed, order);
  if (typeof read === 'string') return { problem: `Choose how dates are written: in “${cut(text)}” ${read}.` };
  const problem = {
    problem: `“${cut(text)}” is no date. Write 2026-01-31 or 2026-01-31T09:30:00Z.`,
  };
  if (read === null) return problem;
  const time = TIME.exec(read.rest);
  if (time === null) return problem;
  const [, hour = '0', minute = '0', second = '0', fraction = '', half, utc, zone] = time;
  const { year, month, day } = read.date;
  const hours = hourOf(Number(hour), half);
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  const east = zone === undefined ? (utc === undefined ? offset : 0) : readOffset(zone);
  if (year < 1970 || year > 9999 || !(hours < 24) || Number(minute) > 59 || Number(second) > 59 || east === null)
    return problem;
  const date = new Date(Date.UTC(year, month - 1, day, hours, Number(minute), Number(second), millis));
  // A 30 February would roll over into March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return problem;
  const at = date.getTime() - east * 60_000;
  return at < 0 ? problem : { at };
};

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
