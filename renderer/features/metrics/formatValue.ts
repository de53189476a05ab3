import { formatBytes } from '../../ui/formatBytes.ts';

const figure = (value: number): string => {
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
};

/** Milliseconds, from a thousand on as seconds. */
const milliseconds = (value: number): string =>
  Math.abs(value) >= 1_000 ? `${figure(value / 1_000)} s` : `${figure(value)} ms`;

/** A value with its unit, as short as it can be read: `12.5 %`, `1.2 MB/s`, `340 ms`. */
export const formatValue = (value: number, unit: string): string => {
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'bytes/s':
      return `${formatBytes(value)}/s`;
    case 'ms':
      return milliseconds(value);
    case '1/s':
      return `${figure(value)}/s`;
    case '%':
      return `${figure(value)} %`;
    case 'days':
      return `${figure(value)} d`;
    default:
      return unit === '' ? figure(value) : `${figure(value)} ${unit}`;
  }
};
