/** Whether a path fits one of Ruff's patterns: `*` and `**` stand for any text, also over folders; `?` for one character; `[…]` for one of some;
 * `{a,b}` for one of the words.
 *
 * Takes at most pattern times path steps: a project's settings are not to be able to stop the program. */
export const fitsGlob = (pattern: string, path: string): boolean =>
  wordsOf(pattern).some((words) => fitsTokens(tokensOf(words), path));

const PATTERN_MAX = 500;
const WORDS_MAX = 64;

/** The pattern once for each of its words in braces. */
const wordsOf = (pattern: string): readonly string[] => {
  let open = [pattern.slice(0, PATTERN_MAX)];
  for (let round = 0; round < 8; round += 1) {
    const next = open.flatMap((each) => {
      const [whole, inner] = /\{([^{}]*)\}/.exec(each) ?? [];
      return whole === undefined || inner === undefined
        ? [each]
        : inner.split(',').map((word) => each.replace(whole, () => word));
    });
    if (next.length === open.length || next.length > WORDS_MAX) return next.slice(0, WORDS_MAX);
    open = next;
  }
  return open;
};

type Token = '*' | ((character: string) => boolean);

const tokensOf = (pattern: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (const [part] of pattern.matchAll(/\*+\/?|\[!?\]?[^\]]*\]|[\s\S]/g)) {
    // `**/` also stands for no folder at all.
    if (part.startsWith('*')) {
      tokens.push('*');
      if (part === '*/') tokens.push((character) => character === '/');
    } else if (part === '?') tokens.push(() => true);
    else if (part.length > 1) tokens.push(classOf(part));
    else tokens.push((character) => character === part);
  }
  return tokens;
};

const classOf = (part: string): ((character: string) => boolean) => {
  const not = part.startsWith('[!');
  const inner = part.slice(not ? 2 : 1, -1);
  return (character) => {
    let inside = false;
    for (let at = 0; at < inner.length; at += 1) {
      const [from = '', to] = [inner[at], inner[at + 1] === '-' ? inner[at + 2] : undefined];
      if (to !== undefined) at += 2;
      inside ||= to === undefined ? character === from : from <= character && character <= to;
    }
    return inside !== not;
  };
};

/** All places of the path that the tokens so far can reach, one token after another. */
const fitsTokens = (tokens: readonly Token[], path: string): boolean => {
  let reached = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    if (token === '*') {
      const first = Math.min(...reached);
      for (let at = first; at <= path.length; at += 1) next.add(at);
    } else for (const at of reached) if (at < path.length && token(path[at] ?? '')) next.add(at + 1);
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(path.length);
};
