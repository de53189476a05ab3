import { runGit } from './runGit.ts';

/** Bytes of objects by their names; null for one that is not there. */
export const blobSizes = async (
  dir: string,
  blobs: readonly string[],
  signal?: AbortSignal,
): Promise<readonly (number | null)[]> => {
  const { stdout } = await runGit({
    dir,
    args: ['cat-file', '--batch-check=%(objecttype) %(objectsize)'],
    stdin: `${blobs.join('\n')}\n`,
    signal,
  });
  const lines = stdout.toString('latin1').split('\n');
  return blobs.map((_, index) => {
    const size = /^blob (\d+)$/.exec(lines[index] ?? '')?.[1];
    return size === undefined ? null : Number(size);
  });
};
