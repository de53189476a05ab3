import { Revision } from '../../../shared/ids.ts';
import { runGit } from './runGit.ts';

export interface ListedRevision {
  readonly revision: Revision;
  readonly parents: readonly Revision[];
}

/** The commits that `to` has and `from` has not, newest first, by name alone. `firstParent`: the branch's own line, without what merges brought. */
export const revList = async (
  dir: string,
  {
    from,
    to,
    max,
    firstParent = false,
    signal,
  }: {
    readonly from: Revision;
    readonly to: Revision;
    readonly max: number;
    readonly firstParent?: boolean;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<readonly ListedRevision[]> => {
  const { stdout } = await runGit({
    dir,
    args: [
      ...['rev-list', '--parents', `--max-count=${max}`, ...(firstParent ? ['--first-parent'] : [])],
      ...['--end-of-options', to, `^${from}`],
    ],
    signal,
  });
  return stdout
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const [revision, ...parents] = line.split(' ').flatMap((name) => Revision.safeParse(name).data ?? []);
      return revision === undefined ? [] : [{ revision, parents }];
    });
};

/** How many commits `to` has and `from` has not. */
export const countCommits = async (
  dir: string,
  from: Revision,
  to: Revision,
  signal?: AbortSignal,
): Promise<number> => {
  const { stdout } = await runGit({ dir, args: ['rev-list', '--count', '--end-of-options', to, `^${from}`], signal });
  return Number(stdout.toString('latin1').trim());
};
