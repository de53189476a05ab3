/** The height of a row in pixels: `--pw-row` of tokens.css. */
export const ROW = 30;
/** The height of the columns' names, in pixels. */
export const HEAD = 27;
