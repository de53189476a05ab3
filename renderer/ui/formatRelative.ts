const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const sameYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const otherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** A moment seen from `now`: `just now`, `4 min ago`, `3 h ago`, `yesterday`, `5 d ago`, then the date (`12 Nov`, `12 Nov 2025`).
 *
 * A moment ahead of `now` reads `in 4 min`; up to half a minute ahead is `just now`, which is what two clocks differ by. */
export const formatRelative = (at: number, now: number): string => {
  const past = now - at;
  const distance = Math.abs(past);
  if (past < 45_000 && past > -30_000) return 'just now';
  const say = (words: string) => (past >= 0 ? `${words} ago` : `in ${words}`);
  if (distance < hour) return say(`${Math.max(1, Math.round(distance / minute))} min`);
  if (distance < day) return say(`${Math.max(1, Math.round(distance / hour))} h`);
  if (distance < 2 * day) return past >= 0 ? 'yesterday' : 'tomorrow';
  if (distance < 7 * day) return say(`${Math.floor(distance / day)} d`);
  const date = new Date(at);
  return date.getFullYear() === new Date(now).getFullYear() ? sameYear.format(date) : otherYear.format(date);
};

/** The same moment in full, with seconds and the time zone. */
export const formatExact = (at: number): string => exact.format(new Date(at));
