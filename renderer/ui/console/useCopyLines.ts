import { useCallback, useEffect, useRef, useState } from 'react';
import { describeFailure } from '../../backend/failure.ts';
import { copyText } from '../copyText.ts';
import { notifyDone, notifyFailure } from '../notify.ts';
import { firstOf, type LineRange, lastOf } from './lineRange.ts';
import { COPY_LINES_MAX, type LinesText, linesText } from './linesText.ts';
import type { LogSource } from './logSource.ts';

const tooMuch = {
  message: `That is more than a clipboard should hold (${COPY_LINES_MAX.toLocaleString('en-GB')} lines or 50 MB).`,
  act: 'Save the whole log instead.',
} as const;

const done = ({ lines, cut }: Extract<LinesText, { kind: 'text' }>): string =>
  `${lines.toLocaleString('en-GB')} ${lines === 1 ? 'line' : 'lines'} copied${
    cut === 0 ? '' : `, ${String(cut)} of them only up to 16 KiB: save the log to have them whole`
  }`;

/** Copies the chosen lines: their text is read from the backend, since most of them need not be drawn. */
export const useCopyLines = (
  source: LogSource,
  range: LineRange | null,
): { readonly copying: boolean; readonly copy: () => void } => {
  const [copying, setCopying] = useState(false);
  const over = useRef<AbortController | null>(null);
  useEffect(() => () => over.current?.abort(), []);
  const copy = useCallback(() => {
    if (range === null || over.current !== null) return;
    const control = new AbortController();
    over.current = control;
    setCopying(true);
    const act = async () => {
      const read = await linesText(source, firstOf(range), lastOf(range), control.signal);
      if (read.kind === 'too-much') notifyFailure('The lines were not copied', tooMuch);
      else if (await copyText(read.text, 'Lines')) notifyDone(done(read));
      else
        notifyFailure('The lines were not copied', {
          message: 'The browser did not let Pitwall write to the clipboard.',
          act: 'Click into the window and try again.',
        });
    };
    act()
      .catch((error: unknown) => {
        if (!control.signal.aborted) notifyFailure('The lines were not copied', describeFailure(error));
      })
      .finally(() => {
        over.current = null;
        setCopying(false);
      });
  }, [source, range]);
  return { copying, copy };
};
