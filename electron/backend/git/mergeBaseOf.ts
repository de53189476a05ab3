import { Revision } from '../../../shared/ids.ts';
import type { InRepository } from './resolveRevision.ts';
import { gitText, runGit } from './runGit.ts';

/** The best common ancestor of two commits; null when their histories have nothing in common. */
export const mergeBaseOf = async (
  { dir, signal }: InRepository,
  one: Revision,
  other: Revision,
): Promise<Revision | null> => {
  const text = await gitText({ dir, signal, args: ['merge-base', '--end-of-options', one, other], expect: [0, 1] });
  const found = Revision.safeParse(text.trim().split('\n')[0]);
  return found.success ? found.data : null;
};

/** The best ancestor that all have in common (`--octopus`); null when there is none. */
export const commonBaseOf = async (
  { dir, signal }: InRepository,
  heads: readonly Revision[],
): Promise<Revision | null> => {
  if (heads.length === 0) return null;
  const text = await gitText({
    dir,
    signal,
    args: ['merge-base', '--octopus', '--end-of-options', ...heads],
    expect: [0, 1],
  });
  const found = Revision.safeParse(text.trim().split('\n')[0]);
  return found.success ? found.data : null;
};

/** Whether a commit is part of another one's history. */
export const isAncestor = async ({ dir, signal }: InRepository, ancestor: Revision, of: Revision): Promise<boolean> => {
  return (
    (
      await runGit({
        dir,
        signal,
        args: ['merge-base', '--is-ancestor', '--end-of-options', ancestor, of],
        expect: [0, 1],
      })
    ).code === 0
  );
};
