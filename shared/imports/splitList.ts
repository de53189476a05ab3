const SEPARATES = /[",;\n]/;
const QUOTES = /[",]/;

/** Several texts in one cell: `one, two`. What holds a separator or a quote itself is put in quotes, as CSV does. Texts are trimmed and not empty. */
export const joinList = (texts: readonly string[]): string =>
  texts.map((text) => (SEPARATES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(', ');

/** The texts of a cell that `joinList` or a person wrote: split at commas, or at semicolons or lines where there is no comma. Empty ones go. */
export const splitList = (cell: string): readonly string[] => {
  if (!QUOTES.test(cell)) return splitAt(cell, /[;\n]/);
  return [...cell.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)]
    .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
    .map((text) => text.trim())
    .filter((text) => text !== '');
};

/** A cell's texts between separators, trimmed; empty ones go. */
export const splitAt = (cell: string, separator: string | RegExp): readonly string[] =>
  cell
    .split(separator)
    .map((text) => text.trim())
    .filter((text) => text !== '');
