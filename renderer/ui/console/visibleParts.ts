import { visibleText } from './visibleText.ts';

/** A stretch of text; one that is `acting` is a single character written out, such as `\u202e`. */
export interface VisiblePart {
  readonly text: string;
  readonly acting: boolean;
}

/** What `visibleText` leaves alone most often: plain text is passed through at once. */
const PLAIN = /^[\t\x20-\x7e]*$/;

/** The same as `visibleText`, in parts, so that what was written out can be told from what stood there. */
export const visibleParts = (text: string): readonly VisiblePart[] => {
  if (PLAIN.test(text)) return text === '' ? [] : [{ text, acting: false }];
  const parts: VisiblePart[] = [];
  let plain = '';
  for (const character of text) {
    const shown = visibleText(character);
    if (shown === character) {
      plain += character;
      continue;
    }
    if (plain !== '') parts.push({ text: plain, acting: false });
    plain = '';
    parts.push({ text: shown, acting: true });
  }
  if (plain !== '') parts.push({ text: plain, acting: false });
  return parts;
};
