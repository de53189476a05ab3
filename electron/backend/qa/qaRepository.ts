import { addWorktree, pruneWorktrees } from '../git/addWorktree.ts';
import { listRefs } from '../git/listRefs.ts';
import type { QaRepository } from './qaDeps.ts';

/** Tags that are offered: the newest. */
const TAGS = 50;

/** What QA asks of a git repository. `base` is the whole name of the ref of the base branch, with the name that people use. */
export const qaRepository = (dir: string, base: { readonly ref: string; readonly name: string }): QaRepository => ({
  candidates: async (signal) => {
    const refs = await listRefs({ dir, signal }, [base.ref, 'refs/tags']);
    const heads = refs.filter(({ ref }) => ref === base.ref);
    const tags = refs.filter(({ ref }) => ref.startsWith('refs/tags/')).sort((a, b) => b.at - a.at);
    return [
      ...heads.map(({ head, subject }) => ({ kind: 'base' as const, name: base.name, revision: head, subject })),
      ...tags.slice(0, TAGS).map(({ ref, head, subject }) => ({
        kind: 'tag' as const,
        name: ref.slice('refs/tags/'.length),
        revision: head,
        subject,
      })),
    ];
  },
  checkOut: (revision, folder, signal) => addWorktree({ dir, signal }, revision, folder),
  forgetCheckouts: () => pruneWorktrees({ dir }),
});
