const figure = (value: number): string => {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
};

/** Requests a second. */
export const shownRate = (value: number): string => `${figure(value)}/s`;

/** Percent; a dash where there was no request. */
export const shownShare = (value: number | null): string => (value === null ? '–' : `${figure(value)} %`);

/** Milliseconds, from a thousand on as seconds; a dash where the log does not say. */
export const shownLatency = (value: number | null): string => {
  if (value === null) return '–';
  return value >= 1_000 ? `${figure(value / 1_000)} s` : `${figure(value)} ms`;
};

export const shownCount = (value: number): string => value.toLocaleString('en-GB');
