import { z } from 'zod';

const key = 'pitwall.reading';
/** Runs whose place is remembered; older ones are forgotten. */
const REMEMBERED = 20;
const Places = z.array(z.tuple([z.string(), z.number().int().min(0)]));

const places = (): readonly (readonly [string, number])[] => {
  try {
    return Places.parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
};

/** The line at which a run's log was left last time; null when its end was followed, or it was never open. */
export const readingPosition = (log: string): number | null => places().find(([id]) => id === log)?.[1] ?? null;

/** Remembers a place over restarts of the window; null for the end. */
export const rememberReading = (log: string, line: number | null): void => {
  const others = places().filter(([id]) => id !== log);
  const all = line === null ? others : [...others, [log, line] as const];
  localStorage.setItem(key, JSON.stringify(all.slice(-REMEMBERED)));
};
