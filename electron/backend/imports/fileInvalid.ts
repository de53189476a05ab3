import { Failure } from '../../../shared/errors.ts';

/** A file that cannot be imported as it is: what is wrong with it and what to do, and the line where it is known. */
export const fileInvalid = (message: string, line: number | null = null): Failure<'FILE_INVALID'> =>
  new Failure('FILE_INVALID', line === null ? message : `Line ${line}: ${message}`, {
    problems: [{ line, column: null, field: '', message }],
  });
