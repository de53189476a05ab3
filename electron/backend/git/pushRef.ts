import type { Revision } from '../../../shared/ids.ts';
import type { GitConfig } from './gitEnvironment.ts';
import { readPushFailure } from './pushFailure.ts';
import { branchRef } from './refName.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

export interface PushedRef {
  readonly branch: string;
  /** null deletes it. */
  readonly to: Revision | null;
  /** What it must be at the origin: the push is refused when somebody moved it. null: it must not be there. */
  readonly expected: Revision | null;
  /** Another branch that must be where it was seen, or nothing is pushed. */
  readonly unmoved?: { readonly branch: string; readonly at: Revision } | undefined;
  readonly config?: GitConfig;
  readonly remote?: string;
}

/** Sets or deletes a branch of the origin, with a lease on what it is there: wholly or not at all. Neither our hooks run nor are tags sent along. Throws
 * GitFailure: `moved` when somebody was faster, `rejected` when the server would not take it; in both cases nothing was pushed. */
export const pushRef = async (
  { dir, signal }: InRepository,
  { branch, to, expected, unmoved, config = [], remote = 'origin' }: PushedRef,
): Promise<void> => {
  const ref = branchRef(branch);
  const other = unmoved && { ref: branchRef(unmoved.branch), at: unmoved.at };
  const push = (atomic: boolean) =>
    runGit({
      dir,
      signal,
      config,
      timeoutMs: 120_000,
      args: [
        'push',
        '--porcelain',
        '--no-verify',
        '--no-follow-tags',
        '--no-recurse-submodules',
        '--receive-pack=git-receive-pack',
        `--force-with-lease=${ref}:${expected ?? ''}`,
        // A push to where a branch is already sends nothing, but its lease is looked at.
        ...(atomic && other !== undefined ? ['--atomic', `--force-with-lease=${other.ref}:${other.at}`] : []),
        '--',
        remote,
        `${to ?? ''}:${ref}`,
        ...(atomic && other !== undefined ? [`${other.at}:${other.ref}`] : []),
      ],
      expect: [0, 1, 128],
    });
  const tried = await push(true);
  // A few servers know no atomic push: there the other branch goes unlooked at in the moment between fetch and push.
  const { code, stdout, stderr } = /does not support --atomic/i.test(tried.stderr) ? await push(false) : tried;
  if (code !== 0) throw readPushFailure(code, stdout.toString('utf8'), stderr);
};
