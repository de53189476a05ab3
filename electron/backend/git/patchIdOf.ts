import type { InRepository } from './resolveRevision.ts';
import { gitText } from './runGit.ts';

/** The patch-id of a diff's bytes (git-patch-id(1)); null for an empty one. `stable` ignores white space and line numbers, `verbatim` line numbers only. */
export const patchIdOf = async (
  { dir, signal }: InRepository,
  diff: Uint8Array,
  mode: 'stable' | 'verbatim' = 'stable',
): Promise<string | null> => {
  if (diff.length === 0) return null;
  const text = await gitText({ dir, signal, args: ['patch-id', `--${mode}`], stdin: diff });
  return /^([0-9a-f]{40})/.exec(text)?.[1] ?? null;
};
