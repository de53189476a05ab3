import { DIFF_BYTES_MAX } from '../../../shared/reviews/fileDiff.ts';
import { readBlob } from '../git/readBlob.ts';

/** Bytes in which git looks for a NUL to tell a binary file (buffer_is_binary). */
const LOOKED_AT = 8000;

export const isBinary = (content: Buffer): boolean => content.subarray(0, LOOKED_AT).includes(0);

/** Lines of a whole file; null when it is binary. One above 20 MiB is looked at, but not read. */
export const addedFileDiff = async (
  dir: string,
  blob: string,
  bytes: number,
  signal?: AbortSignal,
): Promise<readonly string[] | null | 'too-large'> => {
  const isTooLarge = bytes > DIFF_BYTES_MAX;
  const content = await readBlob(dir, blob, isTooLarge ? LOOKED_AT : DIFF_BYTES_MAX, signal);
  if (isBinary(content)) return null;
  return isTooLarge ? 'too-large' : linesOf(content.toString('utf8'));
};

/** A text's lines; the line end of the last one begins no other. */
export const linesOf = (text: string): readonly string[] => {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
};
