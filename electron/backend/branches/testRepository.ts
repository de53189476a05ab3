import type { RepositoryFinding } from '../../../shared/branches/contract.ts';
import { refusesBranch } from '../../../shared/branches/refusesBranch.ts';
import type { RepositorySource } from '../../../shared/branches/repositorySettings.ts';
import type { GitConfig } from '../git/gitEnvironment.ts';
import { listRefs } from '../git/listRefs.ts';
import { listRemote } from '../git/listRemote.ts';
import { repositoryFacts } from '../git/repositoryFacts.ts';
import { gitText } from '../git/runGit.ts';
import { baseInUse } from './baseInUse.ts';
import { troubleOf } from './troubleOf.ts';

/** The first with `merge-tree --write-tree`. */
const OLDEST = [2, 38] as const;

const good = (title: string, message: string): RepositoryFinding => ({ title, ok: true, message, act: null });
const bad = (title: string, message: string, act: string): RepositoryFinding => ({ title, ok: false, message, act });

interface Found {
  readonly findings: RepositoryFinding[];
  /** The base that the repository itself names; null: none is known. */
  readonly base: string | null;
}

/** Looks whether a repository could be used: what is wrong, and what to do. Changes nothing. */
export const testRepository = async (
  source: RepositorySource,
  base: string,
  config: GitConfig,
  signal?: AbortSignal,
): Promise<Found> => {
  const findings: RepositoryFinding[] = [];
  try {
    const text = await gitText({ dir: null, signal, args: ['version'] });
    const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number);
    const enough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
    const version = text
      .trim()
      .replace(/^git version /, '')
      .slice(0, 40);
    findings.push(
      enough
        ? good('git', `git ${version} is installed.`)
        : bad('git', `git ${version} is too old to try merges.`, 'Install git 2.38 or newer.'),
    );
    const { branches, own } =
      source.kind === 'clone'
        ? await remoteBranches(source.url, config, findings, signal)
        : await folderBranches(source.path, base, findings, signal);
    findings.push(baseFinding(base, branches));
    return { findings, base: branches.includes(base) ? base : own };
  } catch (error) {
    if (signal?.aborted) throw error;
    const { message, act } = troubleOf(error);
    findings.push(bad(source.kind === 'clone' ? 'Address' : 'Folder', message, act));
    return { findings, base: null };
  }
};

const baseFinding = (base: string, branches: readonly string[]): RepositoryFinding => {
  const why = refusesBranch(base);
  if (why !== null) return bad('Base branch', `The name of the base branch ${why}.`, 'Type the name of a branch.');
  if (branches.includes(base)) return good('Base branch', `${base} is there.`);
  return branches.length === 0
    ? bad('Base branch', 'The repository has no branch yet.', 'Push a first commit to it.')
    : bad('Base branch', `There is no branch ${base}.`, `There is ${branches.slice(0, 5).join(', ')}.`);
};

const remoteBranches = async (url: string, config: GitConfig, findings: RepositoryFinding[], signal?: AbortSignal) => {
  const { branches, defaultBranch } = await listRemote(url, config, signal);
  findings.push(good('Address', `The git server answers and lists ${count(branches.length)}.`));
  return { branches, own: defaultBranch };
};

const folderBranches = async (
  dir: string,
  base: string,
  findings: RepositoryFinding[],
  signal: AbortSignal | undefined,
) => {
  const facts = await repositoryFacts({ dir, signal });
  const refs = await listRefs({ dir, signal }, ['refs/heads', 'refs/remotes/origin']);
  const branches = [...new Set(refs.map(({ ref }) => ref.replace(/^refs\/(heads|remotes\/origin)\//, '')))];
  findings.push(good('Folder', `It is a git repository with ${count(branches.length)}. Its files are never touched.`));
  if (facts.shallow)
    findings.push(
      bad(
        'History',
        'The clone is shallow: where branches begin cannot be seen for certain.',
        'Run “git fetch --unshallow” in it.',
      ),
    );
  findings.push(
    facts.hasOrigin
      ? good('Origin', 'It has a remote “origin”, which is fetched.')
      : good('Origin', 'It has no remote “origin”: branches stay on this machine.'),
  );
  const inUse = facts.hasOrigin ? null : await baseInUse({ dir, signal }, base);
  if (inUse !== null) findings.push(bad('Merges', inUse.message, inUse.data.act));
  return { branches, own: branches.find((name) => name === 'main' || name === 'master') ?? null };
};

const count = (branches: number): string => `${branches} ${branches === 1 ? 'branch' : 'branches'}`;
