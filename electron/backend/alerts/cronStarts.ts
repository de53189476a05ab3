import { Cron } from 'croner';
import type { CronStarts } from '../../../shared/alerts/maintenanceTimes.ts';

/** Made once for each line: reading one costs more than asking it. */
const known = new Map<string, Cron>();
const KNOWN = 200;

const read = (line: string, timeZone: string): Cron => {
  const key = `${timeZone} ${line}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = new Cron(line, { timezone: timeZone, mode: '5-part', paused: true });
  if (known.size >= KNOWN) known.clear();
  known.set(key, made);
  return made;
};

/** Why a cron line cannot be used, in words; null when it can. A line that fits no day of any year cannot, either. */
export const cronTrouble = (line: string, timeZone: string, now: number): string | null => {
  try {
    return read(line, timeZone).nextRun(new Date(now)) === null ? 'no day of any year fits it' : null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
  }
};

/** Cron lines by croner, which takes the nights on which clocks are put on or back as cron does. */
export const cronStarts: CronStarts = {
  // Croner looks for starts before an instant, not at it.
  last: (line, timeZone, at) =>
    read(line, timeZone)
      .previousRuns(1, new Date(at + 1))[0]
      ?.getTime() ?? null,
  next: (line, timeZone, after) => read(line, timeZone).nextRun(new Date(after))?.getTime() ?? null,
};
