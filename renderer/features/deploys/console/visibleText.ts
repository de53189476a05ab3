/** Characters that act instead of showing: controls (tab apart), line separators, and those that turn the reading direction or hide. */
const ACTING = /[^\P{Cc}\t]|[\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A control's own picture (U+2400 …), else its code in brackets. */
const picture = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
};

/** Text whose every character is seen: an escape, a bell, a right-to-left override are shown by a sign and do nothing. */
export const visibleText = (text: string): string => text.replace(ACTING, picture);
