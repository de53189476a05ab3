/** What no shell reads as anything but itself: letters, digits and a few signs, with something in it that is not a digit. A lone number
 * is quoted, because before a `>` it would name a descriptor. `=` only in options, so that no word becomes an assignment. */
const PLAIN = /^(?=.*[A-Za-z/])[A-Za-z0-9_./:@+,-]+$|^--?[A-Za-z0-9][A-Za-z0-9_./:@+,=-]*$/;

/** Words of the shell's own grammar, as sh, bash and zsh have them. */
const RESERVED =
  /^(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|in|select|function|time|coproc|repeat|foreach|end)$/;

/** One word of POSIX shell, whatever the value holds.
 *
 * The only quoting function of the product: everything that reaches a remote shell as data goes through it. A plain word stays as it is,
 * so that people can read the commands they confirm; anything else is single-quoted, which is literal in sh, dash, bash and busybox, and
 * the quote itself leaves and re-enters the word as `'\''`.
 * Throws RangeError for a NUL, which no argument of a Unix process can hold. */
export const shellQuote = (value: string): string => {
  if (value.includes('\0')) throw new RangeError('A shell word cannot hold a NUL character.');
  return PLAIN.test(value) && !RESERVED.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
};
