import type { Revision } from '../../../shared/ids.ts';
import { runGit } from './runGit.ts';

/** Counts the commits of a branch that the base does not have, neither as they are nor as a copy with the same patch (`git cherry`). */
export const cherriesLeft = async (
  dir: string,
  base: Revision,
  head: Revision,
  signal?: AbortSignal,
): Promise<{ readonly left: number; readonly copied: number }> => {
  const { stdout } = await runGit({ dir, args: ['cherry', '--end-of-options', base, head], signal });
  const lines = stdout.toString('latin1').split('\n');
  return {
    left: lines.filter((line) => line.startsWith('+')).length,
    copied: lines.filter((line) => line.startsWith('-')).length,
  };
};
