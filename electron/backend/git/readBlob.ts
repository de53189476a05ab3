import { runGit } from './runGit.ts';

/** The bytes of an object; its size must have been looked at before. */
export const readBlob = async (dir: string, blob: string, maxBytes: number, signal?: AbortSignal): Promise<Buffer> =>
  (await runGit({ dir, args: ['cat-file', 'blob', '--end-of-options', blob], signal, maxBytes })).stdout;
