const [BEL, ESC, CSI, ST, OSC] = ['\u0007', '\u001b', '\u009b', '\u009c', '\u009d'];
/** CSI, OSC and other escape sequences (ECMA-48), 7-bit and 8-bit. */
const SEQUENCES = new RegExp(
  `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]|(?:${ESC}\\]|${OSC})[^${BEL}${ESC}${ST}]*(?:${BEL}|${ESC}\\\\|${ST})?|${ESC}[ -~]?`,
  'g',
);

/** Text of a server without what acts instead of showing: escape sequences, controls, and what turns the reading direction or hides. Lines
 * and tabs stay, and so do blanks: in a traceback they mean something.
 *
 * Whoever asks a server for a path writes its log; what is shown of it, copied and told must not act where it ends up. */
export const quietText = (text: string): string =>
  /^[\t\n -~]*$/.test(text) ? text : text.replace(SEQUENCES, '').replace(/[^\P{Cc}\t\n]|[\p{Zl}\p{Zp}\p{Cf}]/gu, '');
