/** What a spreadsheet may take for a formula: a cell that begins with one of = + - @, a tab or a line break, also behind quotes, and the
 * full-width forms that some convert (OWASP, "CSV Injection"). */
const RISKY = /^['"]*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs: what it could take for a formula gets a `'` in front.
 *
 * `unguardCell` gives back every text exactly, also one that begins with a `'` of its own: a risky text behind apostrophes is still risky,
 * so it gets one more. */
export const guardCell = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** The text of a guarded cell. A `'` goes only where `guardCell` would have put it. */
export const unguardCell = (cell: string): string =>
  cell.startsWith("'") && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell;
