/** Text as Markdown that shows it as it is, on one line.
 *
 * Punctuation is escaped, which CommonMark allows of every ASCII mark (2.4); marks that mean nothing inside a line are left, so that the source
 * can be read, too. */
export const literalMarkdown = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, (mark) => (plainInside.has(mark) ? mark : `\\${mark}`))
    .replace(/:\/\//g, '\\://')
    .replace(/^[-+=]/, (mark) => `\\${mark}`)
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');

const plainInside = new Set([',', '.', ':', ';', '/', '%', "'", '"', '?', '=', '(', ')', '-', '+']);
