/** A Python text whose comments Ruff no longer takes for suppressions, every character else in its place.
 *
 * Ruff run over both texts tells what is kept quiet: exactly what it finds in this one alone. */
export const withoutRuffComments = (text: string): string =>
  text.replace(/#[^\r\n]*/g, (comment) => comment.replace(/noqa/gi, 'n_qa').replace(/ruff(?=\s*:)/gi, 'r_ff'));
