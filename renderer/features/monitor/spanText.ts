import type { StateSpan } from '../../../shared/monitor/contract.ts';
import { formatDuration } from '../../ui/formatDuration.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dated = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const DAY = 86_400_000;

/** A moment of a window: with the day where the window has several. */
export const momentText = (at: number, length: number): string => (length > DAY ? dated : clock).format(new Date(at));

/** A span in words: `down 12:03:10 to 12:06:40 (3 min 30 s): HTTP 502, expected 200`. */
export const spanText = (
  { state, from, to, detail }: StateSpan,
  window: { readonly from: number; readonly to: number },
): string => {
  const length = window.to - window.from;
  const until = to === null ? 'now' : momentText(to, length);
  const took = to === null ? '' : ` (${formatDuration(to - from)})`;
  return `${state} ${momentText(from, length)} to ${until}${took}: ${detail}`;
};
