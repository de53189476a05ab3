import { ansiSpans } from './ansiSpans.ts';
import type { AnsiStyle } from './ansiStyle.ts';
import { markMatches } from './markMatches.ts';
import { visibleText } from './visibleText.ts';

/** A piece of a line as it is drawn: one style, all of it found or none. */
export interface LinePart {
  /** Its place among the line's parts, from 0. */
  readonly place: number;
  readonly text: string;
  readonly style: AnsiStyle;
  readonly hit: boolean;
}

/** Characters of a line, from and to, that are drawn. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** Longer lines are drawn only where they are in sight: a screen full of 16 KiB lines takes a browser a second to lay out. */
export const WHOLE_MAX = 2_048;
/** What is drawn moves in steps of this many characters, so that scrolling sideways seldom draws anew. */
export const COLUMN_STEP = 512;

/** The stretch of a long line to draw when `first` is the leftmost character in sight and `fit` of them fit beside each other. */
export const columnsAround = (first: number, fit: number): Columns => {
  const from = Math.max(0, Math.floor(first / COLUMN_STEP) - 1) * COLUMN_STEP;
  const to = (Math.ceil((first + fit) / COLUMN_STEP) + 1) * COLUMN_STEP;
  return { from, to };
};

const isLowSurrogate = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** A line's parts between two columns; all of them without. A character of two code units is never cut in two. */
export const lineParts = (line: string, search: string, columns?: Columns): readonly LinePart[] => {
  const spans = ansiSpans(line).map(({ text, style }) => ({ text: visibleText(text), style }));
  const parts: LinePart[] = [];
  let at = 0;
  for (const { span, parts: pieces } of markMatches(spans, search))
    for (const { text, hit } of pieces) {
      let from = Math.max(0, (columns?.from ?? 0) - at);
      let to = Math.min(text.length, (columns?.to ?? Number.POSITIVE_INFINITY) - at);
      at += text.length;
      if (from >= to) continue;
      if (from > 0 && isLowSurrogate(text, from)) from += 1;
      if (to < text.length && isLowSurrogate(text, to)) to += 1;
      if (from < to) parts.push({ place: parts.length, text: text.slice(from, to), style: span.style, hit });
    }
  return parts;
};
