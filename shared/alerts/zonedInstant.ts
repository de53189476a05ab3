import type { CalendarDate } from '../calendarDate.ts';

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
};

/** How far a time zone's clocks are ahead of UTC at an instant, in milliseconds. */
export const zoneOffset = (instant: number, timeZone: string): number => {
  const part = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  const shown = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
  return shown - Math.floor(instant / 1000) * 1000;
};

/** The instant at which clocks in a time zone show a time of a day, as cron takes it (cron(8) of Debian).
 *
 * A time that does not exist because clocks are put forward over it becomes the first moment after the gap; of one that exists twice the first
 * is taken. */
export const zonedInstant = (date: CalendarDate, time: string, timeZone: string): number => {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const before = zoneOffset(wanted - DAY, timeZone);
  const after = zoneOffset(wanted + DAY, timeZone);
  const shows = (instant: number): boolean => instant + zoneOffset(instant, timeZone) === wanted;
  const found = [wanted - before, wanted - after].filter(shows);
  if (found.length > 0) return Math.min(...found);
  return firstWithOffset(wanted - after, wanted - before, after, timeZone);
};

/** The moment between two at which the offset becomes the later one's. */
const firstWithOffset = (low: number, high: number, offset: number, timeZone: string): number => {
  let [earliest, latest] = [low, high];
  while (latest - earliest > 1000) {
    const middle = Math.floor((earliest + latest) / 2000) * 1000;
    if (zoneOffset(middle, timeZone) === offset) latest = middle;
    else earliest = middle;
  }
  return latest;
};
