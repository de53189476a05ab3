import type { SeriesData } from '../../../shared/monitor/series.ts';

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Buckets as CSV (RFC 4180): a line each, with its series' name and unit, for spreadsheets and scripts. Times are UTC. */
export const seriesCsv = (series: readonly SeriesData[]): string => {
  const lines = ['time,series,unit,min,mean,max,samples'];
  for (const { name, unit, buckets } of series)
    for (const { at, min, mean, max, count } of buckets)
      lines.push([new Date(at).toISOString(), cell(name), unit, min, mean, max, count].join(','));
  return `${lines.join('\r\n')}\r\n`;
};
