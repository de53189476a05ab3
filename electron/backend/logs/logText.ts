/** Longer lines are cut for display: 10 MB in one text node freeze a page for seconds, 16 KiB do not. */
export const LINE_SHOWN_MAX = 16 * 1024;

const ESC = '\x1b';
/** Select Graphic Rendition (ECMA-48, 8.3.117): colours and weights, the one escape that is shown as what it means. */
const SGR = /^\x1b\[[0-9;:]*m/;
/** Characters that would move, hide or reorder what is shown: controls, and Unicode's direction marks, separators, blanks without width and
 * tags. Joiners stay: scripts and emoji need them. */
const UNSHOWABLE =
  /[\p{Cc}\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

const visible = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\t') return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

const escapeText = (text: string): string =>
  text
    .split(ESC)
    .map((part, index) => {
      const sgr = index === 0 ? '' : (SGR.exec(ESC + part)?.[0] ?? '');
      const rest = sgr === '' ? part : part.slice(sgr.length - 1);
      const lead = index === 0 ? '' : sgr === '' ? visible(ESC) : sgr;
      return lead + rest.replace(UNSHOWABLE, visible);
    })
    .join('');

/** Nearly every line is of these characters alone, and then nothing is left to do. */
const PLAIN = /^[\t\x20-\x7e]*$/;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A line of a log as it may be shown: at most 16 KiB of it, invalid UTF-8 as U+FFFD, colours kept, every other control made visible.
 *
 * `bytes` is the line without its line feed, or its first part; a carriage return at its end belongs to the line's end. Any other one is
 * shown as a sign: what a terminal would overwrite (a progress bar, or something to be hidden) stays to be read. A character that the cut
 * would halve is left out. */
export const logText = (bytes: Buffer): string => {
  const whole = bytes.length <= LINE_SHOWN_MAX;
  const shown = whole ? bytes : bytes.subarray(0, LINE_SHOWN_MAX);
  const plain = shown.toString('latin1');
  if (PLAIN.test(plain)) return plain;
  const text = whole
    ? decoder.decode(shown)
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(shown, { stream: true });
  return escapeText(whole && text.endsWith('\r') ? text.slice(0, -1) : text);
};
