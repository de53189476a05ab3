import { ftruncateSync, writeSync } from 'node:fs';
import { Failure } from '../../../shared/errors.ts';

/** Writes all of the bytes behind the first `size` bytes of an open file, or none of them and throws what the system says. */
export const appendWhole = (file: number, bytes: Buffer, size: number): void => {
  try {
    for (let written = 0; written < bytes.length; )
      written += writeSync(file, bytes, written, bytes.length - written, size + written);
  } catch (error) {
    try {
      ftruncateSync(file, size);
    } catch {
      // Where not even that is possible, the next writing goes over what is left.
    }
    throw error;
  }
};

/** A file of a run could not be written, or opened to be written. */
export const fileFailure = (error: unknown): Failure<'STORAGE'> => {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new Failure('STORAGE', 'The disk with Pitwall’s data is full: the run’s log cannot grow.', {
        act: 'Free some space. The run goes on at its target, and what is missing is fetched from there.',
      })
    : new Failure('STORAGE', `The run’s log cannot be written (${code ?? String(error)}).`, {
        act: 'Make the data folder writable again. The run goes on at its target, and what is missing is fetched from there.',
      });
};
