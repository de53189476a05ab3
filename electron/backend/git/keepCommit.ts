import type { Revision } from '../../../shared/ids.ts';
import { runGit } from './runGit.ts';

/** Keeps a commit and its history from being cleared away after its branch moved on, by a ref of Pitwall's own that nothing pushes or fetches.
 *
 * `name` is made of our own ids and numbers, never of what a repository says. */
export const keepCommit = async (dir: string, name: string, commit: Revision, signal?: AbortSignal): Promise<void> => {
  await runGit({ dir, args: ['update-ref', `refs/pitwall/${name}`, commit], signal });
};
