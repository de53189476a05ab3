import { LOG_PAGE_MAX } from '../../../shared/logs/logLine.ts';
import { withoutColors } from './ansiSpans.ts';
import type { LogSource } from './logSource.ts';
import { visibleText } from './visibleText.ts';

/** More is a file, not a clipboard: at most this many lines, … */
export const COPY_LINES_MAX = 200_000;
/** … and this many characters. */
export const COPY_CHARACTERS_MAX = 50_000_000;

export type LinesText =
  | { readonly kind: 'text'; readonly text: string; readonly lines: number; readonly cut: number }
  | { readonly kind: 'too-much' };

/** The text of lines `first` to `last` as the backend has it, without colours and with controls written out: what is pasted into a
 * terminal must do nothing. `cut` counts lines of which only the beginning is shown. */
export const linesText = async (
  source: Pick<LogSource, 'page'>,
  first: number,
  last: number,
  signal: AbortSignal,
): Promise<LinesText> => {
  if (last - first + 1 > COPY_LINES_MAX) return { kind: 'too-much' };
  const texts: string[] = [];
  let characters = 0;
  let cut = 0;
  for (let from = first; from <= last; ) {
    const { lines } = await source.page(from, Math.min(LOG_PAGE_MAX, last - from + 1), signal);
    if (lines.length === 0) break;
    for (const line of lines) {
      const text = visibleText(withoutColors(line.text));
      texts.push(text);
      characters += text.length + 1;
      if (line.cut) cut += 1;
    }
    if (characters > COPY_CHARACTERS_MAX) return { kind: 'too-much' };
    from += lines.length;
  }
  return { kind: 'text', text: texts.join('\n'), lines: texts.length, cut };
};
