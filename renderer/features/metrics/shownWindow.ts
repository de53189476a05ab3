import { formatExact } from '../../ui/formatRelative.ts';
import type { ChartWindow } from './chartWindow.ts';

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A moment of a chart in words. */
export const momentText = (at: number): string => moment.format(at);

/** A window in words, with the time zone. */
export const windowText = ({ from, to }: ChartWindow): string => `${momentText(from)} to ${formatExact(to)}`;
