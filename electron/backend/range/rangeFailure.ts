import { Failure } from '../../../shared/errors.ts';
import { RangeGitError } from './rangeGit.ts';

const storage: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  ENOTDIR: 'a file is in the way of a folder',
  EEXIST: 'a file is in the way of a folder',
};

/** An error of the system or of git while the range was built, as something a person can act on; a surprise stays one. */
export const rangeFailure = (error: unknown, folder: string): unknown => {
  if (error instanceof Failure) return error;
  if (error instanceof RangeGitError)
    return new Failure('REFUSED', `The practice range in ${folder} could not be built or read: ${error.message}`, {
      act: `Try again; if it repeats, close Pitwall, move ${folder} away and open the range anew.`,
    });
  const why = storage[(error as NodeJS.ErrnoException).code ?? ''];
  if (why === undefined) return error;
  return new Failure('STORAGE', `The practice range in ${folder} cannot be written: ${why}.`, {
    act: 'Make room or make the folder writable, then open the range again.',
  });
};
