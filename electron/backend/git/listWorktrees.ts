import { readFileSync } from 'node:fs';
import type { InRepository } from './resolveRevision.ts';
import { gitText } from './runGit.ts';

/** A working tree of a repository: its own, or one that was added. */
export interface Worktree {
  readonly path: string;
  /** The branch that is checked out, or that a rebase under way will move; null: none. */
  readonly branch: string | null;
}

const HEADS = 'refs/heads/';

/** The working trees of a repository. A bare one has none; those whose folder is gone are left out. */
export const listWorktrees = async ({ dir, signal }: InRepository): Promise<readonly Worktree[]> => {
  const text = await gitText({ dir, signal, args: ['worktree', 'list', '--porcelain', '-z'] });
  const found: Worktree[] = [];
  for (const record of text.split('\0\0')) {
    const fields = record.split('\0');
    const of = (name: string) => fields.find((field) => field.startsWith(`${name} `))?.slice(name.length + 1);
    const path = of('worktree');
    if (path === undefined || fields.includes('bare') || fields.some((field) => field.startsWith('prunable'))) continue;
    const ref = of('branch') ?? (await refInRebase({ dir: path, signal }));
    found.push({ path, branch: ref?.startsWith(HEADS) === true ? ref.slice(HEADS.length) : null });
  }
  return found;
};

/** While a rebase goes on, HEAD is detached, and git notes the branch that it moves in the end. */
const refInRebase = async ({ dir, signal }: InRepository): Promise<string | undefined> => {
  const names = ['rebase-merge/head-name', 'rebase-apply/head-name'].flatMap((name) => ['--git-path', name]);
  const text = await gitText({
    dir,
    signal,
    args: ['rev-parse', '--path-format=absolute', ...names],
    expect: [0, 128],
  });
  for (const file of text.split('\n').filter((line) => line !== ''))
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      // No such rebase goes on.
    }
  return undefined;
};
