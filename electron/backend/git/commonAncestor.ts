import { Revision } from '../../../shared/ids.ts';
import { runGit } from './runGit.ts';

/** Where two commits parted; null when they have nothing in common. */
export const commonAncestor = async (
  dir: string,
  one: Revision,
  other: Revision,
  signal?: AbortSignal,
): Promise<Revision | null> => {
  const args = ['merge-base', '--end-of-options', one, other];
  const { code, stdout } = await runGit({ dir, args, signal, expect: [0, 1] });
  return code === 1 ? null : (Revision.safeParse(stdout.toString('latin1').trim()).data ?? null);
};
