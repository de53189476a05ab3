/** Longest text of a server that is shown as one fact. */
export const SERVER_TEXT_MAX = 300;

/** Text from a server, made fit to be shown: one line, no escape sequences, no control, format or bidirectional characters, cut at `max`.
 *
 * Servers are not trusted: a greeting, a disconnect reason or a version line may hold terminal escapes, text that turns the reading
 * direction, or a megabyte. */
export const serverText = (text: string, max: number = SERVER_TEXT_MAX): string => {
  const clean = text
    .slice(0, max * 8)
    .replace(ESCAPES, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = [...clean];
  return characters.length <= max ? clean : `${characters.slice(0, max - 1).join('')}…`;
};

const [BEL, ESC, CSI, ST, OSC] = ['\u0007', '\u001b', '\u009b', '\u009c', '\u009d'];
/** CSI and OSC sequences and other two-character escapes (ECMA-48), 7-bit and 8-bit. */
const ESCAPES = new RegExp(
  `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]|(?:${ESC}\\]|${OSC})[^${BEL}${ESC}${ST}]*(?:${BEL}|${ESC}\\\\|${ST})?|${ESC}[ -~]?`,
  'g',
);
