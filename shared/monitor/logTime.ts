const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `$time_local`: `25/Nov/2026:03:32:52 +0100`, as milliseconds since 1970; null when it is no time. */
export const readLocalTime = (text: string): number | null => {
  const [, day, month, year, hour, minute, second, sign, zoneHour, zoneMinute] =
    /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text) ?? [];
  const index = months.indexOf(month ?? '');
  if (index < 0) return null;
  const utc = Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second));
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return sign === '-' ? utc + offset : utc - offset;
};

/** `$time_iso8601`: `2026-11-25T03:32:52+01:00`. */
export const readIsoTime = (text: string): number | null => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
};

/** `$msec`: seconds since 1970 with milliseconds. */
export const readEpochTime = (text: string): number | null => {
  const at = Math.round(Number(text) * 1000);
  return Number.isFinite(at) ? at : null;
};
