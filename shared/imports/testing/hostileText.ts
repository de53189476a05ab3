import fc from 'fast-check';

/** Pieces that spreadsheets, parsers, terminals and readers stumble over. */
const hostile = [
  '=1+1',
  '=HYPERLINK("http://sample.example","x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '＝1',
  "'",
  "''=",
  '"',
  '""',
  '"=1',
  ',',
  ';',
  '|',
  '\\',
  '👩‍👩‍👧',
  '\u202Eevil\u202C',
  '\u2066',
  '\uFEFF',
  '\u00A0',
  'ﷺ',
  '__proto__',
  'constructor',
  '<script>',
  'é',
  '中',
];
const breaking = ['\n', '\r\n', '\r', '\t', '\n=1', '\n\n', '- [ ] '];

/** One line of text of every kind of letter, often a hostile one; trimmed and not empty, as titles are. */
export const hostileLine = (max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 6 })
    .map((pieces) =>
      pieces
        .join('')
        .replace(/\p{Cc}/gu, '')
        .slice(0, max)
        .toWellFormed()
        .trim(),
    )
    .filter((text) => text !== '');

/** Text of several lines; anything but NUL. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...hostile, ...breaking), fc.string({ unit: 'binary', maxLength: 12 })), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join('').replaceAll('\0', ''));
