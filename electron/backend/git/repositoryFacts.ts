import type { InRepository } from './resolveRevision.ts';
import { gitText } from './runGit.ts';

export interface RepositoryFacts {
  readonly shallow: boolean;
  readonly hasOrigin: boolean;
  /** Branches that a working tree of this repository has checked out. */
  readonly checkedOut: readonly string[];
  /** Who commits here, as the user's git says; null when it says nothing whole. */
  readonly identity: { readonly name: string; readonly email: string } | null;
}

/** What must be known of a repository before it is worked with. Throws GitFailure when it is none. */
export const repositoryFacts = async ({ dir, signal }: InRepository): Promise<RepositoryFacts> => {
  const shallow = (await gitText({ dir, signal, args: ['rev-parse', '--is-shallow-repository'] })).trim() === 'true';
  const config = (key: string) => gitText({ dir, signal, args: ['config', '--get', '-z', key], expect: [0, 1] });
  const [origin = ''] = (await config('remote.origin.url')).split('\0');
  const [name = ''] = (await config('user.name')).split('\0');
  const [email = ''] = (await config('user.email')).split('\0');
  const trees = await gitText({ dir, signal, args: ['worktree', 'list', '--porcelain'] });
  return {
    shallow,
    hasOrigin: origin !== '',
    checkedOut: [...trees.matchAll(/^branch refs\/heads\/(.+)$/gm)].map((match) => match[1] ?? ''),
    identity: name.trim() === '' || email.trim() === '' ? null : { name: name.trim(), email: email.trim() },
  };
};
