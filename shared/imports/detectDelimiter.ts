const candidates = [',', ';', '\t'] as const;
export type Delimiter = (typeof candidates)[number];

/** What separates the cells of a table, from the first line of it: the one that stands most often outside quotes; a comma when none does.
 *
 * Spreadsheets write a semicolon where the comma is the decimal sign, and a tab into UTF-16. */
export const detectDelimiter = (head: string): Delimiter => {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const count = (delimiter: Delimiter): number => counts.get(delimiter) ?? 0;
  return candidates.reduce((best, each) => (count(each) > count(best) ? each : best));
};
