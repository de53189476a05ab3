import type { ErrorData } from '../../../shared/errors.ts';
import { definedError } from '../../ui/definedError.ts';

export type FileProblem = ErrorData<'FILE_INVALID'>['problems'][number];

/** What is wrong in a project file, when that is why it was refused; else null. */
export const fileProblems = (error: Error | null): readonly FileProblem[] | null =>
  definedError(error, 'FILE_INVALID')?.problems ?? null;
