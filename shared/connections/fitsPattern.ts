/** Whether `text` fits a pattern of ssh_config(5): `*` is any run of characters, `?` exactly one; case does not matter.
 *
 * Goes back to the last star only, so that no pattern takes more than length × length steps. */
export const fitsPattern = (pattern: string, text: string): boolean => {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < given.length) {
    if (wanted[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < wanted.length && (wanted[p] === '?' || wanted[p] === given[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (wanted[p] === '*') p++;
  return p === wanted.length;
};

/** Whether `text` fits a pattern list: one pattern fits and none that begins with `!` does. */
export const fitsPatternList = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => !pattern.startsWith('!') && fitsPattern(pattern, text)) &&
  !patterns.some((pattern) => pattern.startsWith('!') && fitsPattern(pattern.slice(1), text));
