/** Characters that act instead of showing: controls (tab apart), line separators, and those that turn the reading direction or hide. The
 * pictures of controls (U+2400 …) are here too: the backend puts them in a control's place, and few fonts have them. */
const ACTING =
  /[^\P{Cc}\t]|[\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2400-\u241f\u2421]/gu;

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  const acting = code === 0x2421 ? 0x7f : code >= 0x2400 && code < 0x2420 ? code - 0x2400 : code;
  if (acting === 0x0d) return '\\r';
  return acting < 0x100 ? `\\x${acting.toString(16).padStart(2, '0')}` : `\\u${acting.toString(16).padStart(4, '0')}`;
};

/** Text whose every character is seen: an escape, a bell, a right-to-left override are written out (`\x1b`, `\u202e`) and do nothing. */
export const visibleText = (text: string): string => text.replace(ACTING, escaped);
