import { type AnsiStyle, plainStyle } from './ansiStyle.ts';
import { applySgr } from './applySgr.ts';

/** A stretch of text in one style. */
export interface AnsiSpan {
  readonly text: string;
  readonly style: AnsiStyle;
}

/** More changes of style in one line than any program means; a line of 16 KiB could hold 4,000 and freeze the view. */
export const SPANS_MAX = 32;

/** SGR alone (ECMA-48 8.3.117): ESC [ parameters m. Any other sequence is left in the text, where it is shown as text. */
const SGR = /\u001b\[([0-9;:]*)m/g;

/** A line's text without its colours. */
export const withoutColors = (line: string): string => (line.includes('\u001b[') ? line.replace(SGR, '') : line);

/** Splits a line at its colours. Every line begins plain: lines are read from anywhere, so nothing is carried over from the one before.
 *
 * The spans' texts joined are the line without its SGR sequences. Past SPANS_MAX spans the rest is one span in the last style. */
export const ansiSpans = (line: string): readonly AnsiSpan[] => {
  if (!line.includes('\u001b[')) return line === '' ? [] : [{ text: line, style: plainStyle }];
  const spans: { text: string; readonly style: AnsiStyle }[] = [];
  let style = plainStyle;
  let at = 0;
  const push = (text: string) => {
    if (text === '') return;
    const last = spans.at(-1);
    if (last !== undefined && (last.style === style || spans.length >= SPANS_MAX)) last.text += text;
    else spans.push({ text, style });
  };
  for (const match of line.matchAll(SGR)) {
    push(line.slice(at, match.index));
    at = match.index + match[0].length;
    style = applySgr(style, match[1] ?? '');
  }
  push(line.slice(at));
  return spans;
};
