/** One word of POSIX shell, whatever the value holds.
 *
 * The only quoting function of the product: everything that reaches a remote shell as data goes through it. A single-quoted
 * word is literal in sh, dash, bash and busybox; the quote itself leaves and re-enters the word as `'\''`.
 * Throws RangeError for a NUL, which no argument of a Unix process can hold. */
export const shellQuote = (value: string): string => {
  if (value.includes('\0')) throw new RangeError('A shell word cannot hold a NUL character.');
  return `'${value.replaceAll("'", "'\\''")}'`;
};
