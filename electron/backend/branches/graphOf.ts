import type { GraphCommit } from '../../../shared/branches/countAheadBehind.ts';
import type { Revision } from '../../../shared/ids.ts';
import { GitFailure } from '../git/gitFailure.ts';
import { commonBaseOf } from '../git/mergeBaseOf.ts';
import type { InRepository } from '../git/resolveRevision.ts';
import { runGit } from '../git/runGit.ts';

/** Some two million commits. */
const GRAPH_MAX = 256 * 1024 * 1024;
/** Heads whose common ancestor is looked for at once: each is a word of a command line. */
const HEADS_MAX = 1000;

/** The commits that the base and the heads do not all have in common, with their parents. */
export const graphOf = async (
  where: InRepository,
  base: Revision,
  heads: readonly Revision[],
): Promise<readonly GraphCommit[]> => {
  const all = [...new Set([base, ...heads])];
  const common = all.length > HEADS_MAX ? null : await commonBaseOf(where, all);
  const { stdout, truncated } = await runGit({
    ...where,
    args: ['rev-list', '--parents', '--stdin'],
    stdin: `${[...all, ...(common === null ? [] : [`^${common}`])].join('\n')}\n`,
    maxBytes: GRAPH_MAX,
  });
  if (truncated)
    throw new GitFailure(
      'other',
      'The history of the branches is too long to be counted.',
      'Delete old branches first.',
    );
  return stdout
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const [revision, ...parents] = line.split(' ');
      return revision === undefined || revision === '' ? [] : [{ revision, parents }];
    });
};
