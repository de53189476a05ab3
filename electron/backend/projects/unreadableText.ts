import { PROJECT_FILE_MAX } from '../../../shared/projects/contract.ts';

/** Far more brackets and commas than a project needs; the parser takes seconds over a quarter of a million of them. */
const MARKS_MAX = 20_000;
const LINES_MAX = 10_000;

export interface Unreadable {
  /** Index of the character that is wrong; null when it is the whole. */
  readonly index: number | null;
  readonly message: string;
}

/** Why a text cannot be a project file, found before any parser sees it; null when it may be one. */
export const unreadableText = (text: string): Unreadable | null => {
  if (text.length > PROJECT_FILE_MAX)
    return {
      index: null,
      message: `The file is larger than ${PROJECT_FILE_MAX / 1024} KiB: it is not a project file.`,
    };
  const index = text.search(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd-\uffff]|\p{Cs}/u);
  if (index !== -1) return { index, message: whatIsWrong(text.codePointAt(index) ?? 0) };
  const directive = text.search(/^%/m);
  if (directive !== -1) return { index: directive, message: 'Lines that begin with % are not used in project files.' };
  const nested = text.search(/^ *(?:[-?] ){24}/m);
  if (nested !== -1) return { index: nested, message: 'The file is nested too deeply to be read.' };
  if ((text.match(/[[\]{},%&*!"']/g)?.length ?? 0) > MARKS_MAX)
    return { index: null, message: 'The file holds far more brackets, commas and quotes than a project file does.' };
  if ((text.match(/\n/g)?.length ?? 0) > LINES_MAX)
    return { index: null, message: 'The file has far more lines than a project file does.' };
  return null;
};

const whatIsWrong = (code: number): string =>
  code >= 0xd800
    ? 'A character here could not be read: save the file as UTF-8.'
    : `There is a control character (U+${code.toString(16).toUpperCase().padStart(4, '0')}) here: this is no text file, or it is damaged.`;
