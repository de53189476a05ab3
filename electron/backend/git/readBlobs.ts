import { blobSizes } from './blobSizes.ts';
import { runGit } from './runGit.ts';

/** A blob's bytes; null when it is bigger than what was asked for, or not there. */
export interface ReadBlob {
  readonly size: number | null;
  readonly bytes: Buffer | null;
}

/** Reads blobs, in the order of their names; one that is bigger than `maxBytes` is not read. The names are 40 hexadecimal digits. */
export const readBlobs = async (
  dir: string,
  blobs: readonly string[],
  maxBytes: number,
  signal?: AbortSignal,
): Promise<readonly ReadBlob[]> => {
  if (blobs.length === 0) return [];
  const sizes = await blobSizes(dir, blobs, signal);
  const wanted = blobs.filter((_, index) => (sizes[index] ?? maxBytes + 1) <= maxBytes);
  const total = sizes.reduce<number>((sum, size) => sum + Math.min(size ?? 0, maxBytes) + 128, 0);
  const { stdout } =
    wanted.length === 0
      ? { stdout: Buffer.alloc(0) }
      : await runGit({ dir, args: ['cat-file', '--batch'], stdin: `${wanted.join('\n')}\n`, signal, maxBytes: total });
  let at = 0;
  return blobs.map((_, index) => {
    const size = sizes[index] ?? null;
    if (size === null || size > maxBytes) return { size, bytes: null };
    at = stdout.indexOf(10, at) + 1;
    const bytes = stdout.subarray(at, at + size);
    at += size + 1;
    return { size, bytes: bytes.length === size ? bytes : null };
  });
};
