/** One line of an ssh_config file. */
export interface SshConfigLine {
  /** In lower case: keywords have no case. */
  readonly keyword: string;
  readonly args: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

/** Splits the text of an ssh_config(5) file into its lines; comments, blank lines and lines without an argument are left out.
 *
 * Takes `Keyword value`, `Keyword=value`, arguments in double quotes with `\"` and `\\`, and a comment at the end. Never throws: a
 * quote that is not closed ends with its line. */
export const readSshConfigText = (text: string): readonly SshConfigLine[] =>
  text.split(/\r\n|\n/).flatMap((raw, index) => {
    const split = /^\s*([A-Za-z][A-Za-z0-9]*)(?:\s*=\s*|\s+)(.*)$/.exec(raw);
    if (split === null) return [];
    const args = words(split[2] ?? '');
    return args.length === 0 ? [] : [{ keyword: (split[1] ?? '').toLowerCase(), args, line: index + 1 }];
  });

const words = (text: string): readonly string[] => {
  const found: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\\' && (next === '"' || next === '\\')) {
      word = (word ?? '') + next;
      at++;
    } else if (char === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /\s/.test(char)) {
      if (word !== null) found.push(word);
      word = null;
    } else if (!quoted && word === null && char === '#') break;
    else word = (word ?? '') + char;
  }
  if (word !== null) found.push(word);
  return found;
};
