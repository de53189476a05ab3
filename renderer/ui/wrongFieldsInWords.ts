/** How many fields do not fit, as forms say it. */
export const wrongFieldsInWords = (count: number): string =>
  count === 1 ? 'One field needs a look' : `${count} fields need a look`;
