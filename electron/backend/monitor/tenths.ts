/** Milliseconds to one decimal place: finer is noise. */
export const tenths = (ms: number): number => Math.round(ms * 10) / 10;
