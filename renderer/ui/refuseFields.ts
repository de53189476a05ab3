import { announce } from './announce.ts';
import { wrongFieldsInWords } from './wrongFieldsInWords.ts';

/** Says how many fields do not fit, and puts the focus into the first of them: the first on the page, whatever the order of the schema.
 *
 * `errors` are those of a Mantine form, by the paths of their fields. */
export const refuseFields = (errors: Readonly<Record<string, unknown>>): void => {
  announce(wrongFieldsInWords(Object.keys(errors).length), 'assertive');
  const fields = [...document.querySelectorAll<HTMLElement>('[data-path]')];
  fields.find(({ dataset: { path = '' } }) => path in errors)?.focus();
};
