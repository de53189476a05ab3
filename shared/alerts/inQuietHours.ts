import type { NoticeSettings } from './noticeSettings.ts';
import { zoneOffset } from './zonedInstant.ts';

const DAY_MINUTES = 24 * 60;

/** Whether it is quiet at an instant. The first minute is in the quiet hours, the last one is not. */
export const inQuietHours = ({ quietHours }: NoticeSettings, at: number): boolean => {
  if (quietHours === null) return false;
  const minute = Math.floor((at + zoneOffset(at, quietHours.timeZone)) / 60_000) % DAY_MINUTES;
  const [from, to] = [minuteOf(quietHours.from), minuteOf(quietHours.to)];
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
};

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
