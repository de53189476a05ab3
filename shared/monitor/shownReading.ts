import type { PathReading } from './hop.ts';

/** What a page was last told of. */
export interface ShownReading {
  readonly at: number;
  /** All of a reading but its times, as one text. */
  readonly text: string;
}

/** When it was seen is shown to the half minute, in milliseconds: so often a page is told although nothing else changed. */
const SEEN_EVERY = 30_000;

/** Whether a page that shows the one reading would show the other differently. */
export const shownChange = (
  before: ShownReading | null,
  reading: PathReading,
): { readonly shows: ShownReading; readonly changed: boolean } => {
  const text = JSON.stringify(reading, (key, value: unknown) => {
    if (key === 'at') return undefined;
    // As `formatMilliseconds` shows them: tenths below ten, whole ones above.
    return typeof value === 'number' && value >= 10 ? Math.round(value) : value;
  });
  const changed =
    before === null || before.text !== text || reading.at - before.at >= SEEN_EVERY || reading.at < before.at;
  return { shows: changed ? { at: reading.at, text } : before, changed };
};
