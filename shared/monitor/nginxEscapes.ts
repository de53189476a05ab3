const ENCODED = /\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\["\\/bfnrt]/;
const PART = /((?:\\x[0-9A-Fa-f]{2})+)|\\u([0-9A-Fa-f]{4})|\\(["\\/bfnrt])/g;
const short: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Undoes what nginx writes for quotes, controls and bytes above 127: `\xNN` by default, JSON's escapes with `escape=json`.
 *
 * Bytes that are no UTF-8 become U+FFFD. */
export const readNginxEscapes = (text: string): string =>
  ENCODED.test(text)
    ? text.replace(PART, (whole, bytes?: string, unit?: string, letter?: string) => {
        if (bytes !== undefined) return decodeBytes(bytes);
        if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
        return letter === undefined ? whole : (short[letter] ?? letter);
      })
    : text;

const decodeBytes = (escaped: string): string => {
  try {
    return decodeURIComponent(escaped.replaceAll('\\x', '%'));
  } catch {
    return escaped.replace(/\\x([0-9A-Fa-f]{2})/g, (_, digits: string) => {
      const byte = Number.parseInt(digits, 16);
      return byte < 128 ? String.fromCharCode(byte) : '\uFFFD';
    });
  }
};
