import type { LogLine } from '../../../shared/logs/logLine.ts';
import type { ArrivalTimes } from './arrivalTimes.ts';
import type { LineIndex } from './lineIndex.ts';
import { LINE_SHOWN_MAX, logText } from './logText.ts';

const LF = 0x0a;
const WINDOW = 64 * 1024;
/** One byte more than is shown, so that a cut line is told from one that just fits. */
const HEAD = LINE_SHOWN_MAX + 1;
/** A page ends behind this much text: a thousand lines of 16 KiB would be too much for one answer. */
const PAGE_MAX = 4 * 1024 * 1024;

export interface LogPage {
  /** Fills the buffer from an offset on; gives how much there was. */
  readonly read: (into: Buffer, from: number) => number;
  readonly size: number;
  readonly index: LineIndex;
  readonly times: Pick<ArrivalTimes, 'of'>;
  readonly from: number;
  readonly count: number;
}

/** Lines of a log from one on, at most `count`; fewer at the end, or when the lines are enormous, but never none before the end.
 *
 * Of a line as long as the log only its beginning is read. */
export const readLogPage = ({ read, size, index, times, from, count }: LogPage): readonly LogLine[] => {
  const buffer = Buffer.allocUnsafe(WINDOW);
  let at = 0;
  let window = buffer.subarray(0, 0);
  const look = (offset: number) => {
    at = offset;
    window = buffer.subarray(0, Math.min(read(buffer, offset), size - offset));
  };
  const windowEnd = () => at + window.length;

  /** Where the line feed behind `offset` lies; the log's end when there is none. Moves the window. */
  const lineFeedAfter = (offset: number): number => {
    for (let next = offset; next < size; next = windowEnd()) {
      look(next);
      const found = window.indexOf(LF);
      if (found !== -1) return at + found;
      if (window.length === 0) break;
    }
    return size;
  };

  /** Where a line ends that does not end in the window. */
  const farEnd = (line: number, start: number): number => {
    if (start === index.lastStart()) return size;
    const next = index.beforeLine(line + 1);
    return next.line === line + 1 ? next.start - 1 : lineFeedAfter(windowEnd());
  };

  let { line, start } = index.beforeLine(from);
  for (look(start); line < from; line += 1) {
    const found = window.indexOf(LF, start - at);
    start = (found === -1 ? lineFeedAfter(windowEnd()) : at + found) + 1;
    if (start > windowEnd()) look(start);
  }

  const lines: LogLine[] = [];
  for (let shown = 0; lines.length < count && start < size && shown < PAGE_MAX; line += 1) {
    if (start + HEAD > windowEnd() && windowEnd() < size) look(start);
    const begin = start - at;
    const found = window.indexOf(LF, begin);
    const text = logText(window.subarray(begin, Math.min(found === -1 ? window.length : found, begin + HEAD)));
    const end = found === -1 ? farEnd(line, start) : at + found;
    const bytes = end - start;
    lines.push({ number: line, text, bytes, cut: bytes > LINE_SHOWN_MAX, at: times.of(start) });
    shown += text.length;
    start = end + 1;
    if (start < at || start > windowEnd()) look(start);
  }
  return lines;
};
