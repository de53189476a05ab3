/** The beginning of a text, with what was cut in words; never half a character. */
export const cutText = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const end = /[\uD800-\uDBFF]/.test(text[max - 1] ?? '') ? max - 1 : max;
  return `${text.slice(0, end)}… (${(text.length - end).toLocaleString('en-GB')} more characters)`;
};
