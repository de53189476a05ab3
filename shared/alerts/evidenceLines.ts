/** So many lines an item shows, and so many characters of all of them: enough to see what happened, not so many that nobody reads them. */
const LINES = 20;
const CHARACTERS = 4_096;
const LONGEST = 500;

/** The newest lines of a log, oldest first, as an item can hold them: on one line each, without control characters. */
export const evidenceLines = (lines: readonly string[]): readonly string[] => {
  const kept: string[] = [];
  let left = CHARACTERS;
  for (const line of lines.slice(-LINES).reverse()) {
    const shown = line
      .replaceAll(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
      .replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
      .toWellFormed()
      .slice(0, LONGEST);
    if (shown.length > left) break;
    left -= shown.length + 1;
    kept.push(shown);
  }
  return kept.reverse();
};
