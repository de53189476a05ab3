const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface HistoryRange {
  readonly name: 'hour' | 'day' | 'week';
  readonly label: string;
  /** Milliseconds. */
  readonly length: number;
  /** The right edge moves on in steps of this: less than a pixel's worth is not worth reading all again. */
  readonly step: number;
}

export const historyRanges: readonly HistoryRange[] = [
  { name: 'hour', label: 'Last hour', length: 60 * MINUTE, step: 15_000 },
  { name: 'day', label: 'Last day', length: DAY, step: MINUTE },
  { name: 'week', label: 'Last week', length: 7 * DAY, step: 5 * MINUTE },
];

/** The window that ends now, its end on the next step so that what is going on is within it. */
export const windowOf = (
  { length, step }: HistoryRange,
  now: number,
): { readonly from: number; readonly to: number } => {
  const to = (Math.floor(now / step) + 1) * step;
  return { from: to - length, to };
};
