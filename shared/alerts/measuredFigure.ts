const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A measured value as a sentence says it: three significant digits and its unit, bytes in decimal units.
 *
 * A value is never rounded across a limit it passed: 90.04 % against 90 % is said as `90.04 %`, not `90 %`. */
export const measuredFigure = (value: number, unit: string, against: number | null = null): string => {
  if (unit === 'bytes' || unit === 'bytes/s') return `${bytes(value)}${unit === 'bytes/s' ? '/s' : ''}`;
  if (unit === '1/s') return `${digits(value, against)}/s`;
  return `${digits(value, against)}${unit === '' ? '' : ` ${unit}`}`;
};

const digits = (value: number, against: number | null): string => {
  for (let significant = 3; significant < 17; significant += 1) {
    const rounded = Number(value.toPrecision(significant));
    if (against === null || Math.sign(rounded - against) === Math.sign(value - against)) return plain(rounded);
  }
  return plain(value);
};

/** Without an exponent, however large or small. */
const plain = (value: number): string =>
  Math.abs(value) >= 1e21 || (value !== 0 && Math.abs(value) < 1e-6) ? String(value) : format.format(value);
const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20, useGrouping: false });

const bytes = (value: number): string => {
  let left = value;
  let unit = 0;
  while (Math.abs(left) >= 999.5 && unit < byteUnits.length - 1) {
    left /= 1000;
    unit += 1;
  }
  return `${plain(Number(left.toPrecision(3)))} ${byteUnits[unit] ?? 'PB'}`;
};
