export const silenceChoices = [
  { value: 'hour', label: 'For an hour' },
  { value: 'tomorrow', label: 'Until tomorrow at 9:00' },
  { value: 'date', label: 'Until a time of your choice' },
] as const;
export type SilenceChoice = (typeof silenceChoices)[number]['value'];

/** When a silence ends; null when what was typed is no time, or is over. `typed` is what a field for date and time holds, in local time. */
export const silenceUntil = (choice: SilenceChoice, typed: string, now: number): number | null => {
  switch (choice) {
    case 'hour':
      return now + 3_600_000;
    case 'tomorrow': {
      const day = new Date(now);
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, 9).getTime();
    }
    case 'date': {
      const at = readLocalTime(typed);
      return at === null || at <= now ? null : at;
    }
  }
};

/** What a field for date and time (`2026-11-02T09:30`) holds, as an instant by this machine's clock; null when it holds none. */
export const readLocalTime = (typed: string): number | null => {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(typed) ? new Date(typed).getTime() : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

/** An instant as such a field holds it, to the minute. */
export const writeLocalTime = (at: number): string => {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
};
