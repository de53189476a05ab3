/** Whether a text fits a pattern in which `*` stands for any text and everything else for itself.
 *
 * Takes the first place for each part between stars, which is enough for patterns of this kind, and never goes back. */
export const fitsWildcards = (pattern: string, text: string): boolean => {
  if (!pattern.includes('*')) return text === pattern;
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
};
