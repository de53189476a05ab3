import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import type { ListedChange } from '../../../shared/reviews/contract.ts';
import { type BranchBed, branchBed } from './testing/branchBed.ts';

let bed: BranchBed;
beforeEach(async () => {
  bed = await branchBed();
});
afterEach(() => bed.remove());

const me = { name: 'Lea Lead', email: 'lead@example.com' };
/** A gate that only wants that it merges, so that a test is about the merge. */
const use = async (fields: Partial<RepositorySettings> = {}): Promise<void> => {
  const { project } = bed;
  const { version, requirements } = await bed.client.reviews.settings({ project });
  await bed.client.reviews.saveSettings({
    project,
    seen: version,
    template: { items: [] },
    requirements: requirements.filter(({ id }) => id === 'mergeable'),
  });
  await bed.use({ me, ...fields });
};
const work = (name: string, files: Record<string, string>, push = true) => {
  bed.repo.git(['checkout', '--quiet', '-b', name, 'main']);
  const head = bed.repo.commit(`Work on ${name}`, files);
  if (push) bed.repo.git(['push', '--quiet', 'origin', name]);
  bed.repo.git(['checkout', '--quiet', 'main']);
  return head;
};
const change = async (state: 'open' | 'merged' = 'open'): Promise<ListedChange> => {
  const query = { project: bed.project, state, before: null, limit: 10 };
  const [found] = (await bed.client.reviews.list(query)).changes;
  if (found === undefined) throw new Error(`there is no ${state} change`);
  return found;
};
const merge = async () => {
  const { id, current } = await change();
  return bed.client.reviews.merge({ change: id, head: current.head, window: bed.window });
};
const main = (folder = bed.repo.origin) => bed.repo.git(['rev-parse', 'refs/heads/main'], folder).trim();
const hook = (name: string, script: string | null): void => {
  const file = join(bed.repo.origin, 'hooks', name);
  writeFileSync(file, `#!/bin/sh\n${script ?? 'exit 0'}\n`);
  chmodSync(file, 0o755);
};
/** The clone that Pitwall keeps: where it has the base, and whether it is sound. */
const ownClone = () => {
  const dir = join(bed.folder.dir, 'repositories', bed.project);
  bed.repo.git(['fsck', '--connectivity-only'], dir);
  return bed.repo.git(['rev-parse', 'refs/remotes/origin/main'], dir).trim();
};

describe('a merge from a clone', () => {
  it('T1 fetches first: it lies on the base as that is now, and new code of the branch is not merged unseen', async () => {
    work('feature/x', { 'x.txt': 'x\n' });
    await use();
    const news = bed.repo.commit('News', { 'n.txt': 'n\n' });
    bed.repo.git(['push', '--quiet', 'origin', 'main']);
    bed.repo.git(['checkout', '--quiet', 'feature/x']);
    const more = bed.repo.commit('More', { 'x.txt': 'more\n' });
    bed.repo.git(['push', '--quiet', 'origin', 'feature/x']);
    expect(await merge()).toEqual({
      kind: 'moved',
      message: expect.stringContaining(`feature/x is at ${more.slice(0, 7)} now`),
    });
    expect(main()).toBe(news);
    expect((await change()).current).toMatchObject({ number: 2, head: more });
    expect(await merge()).toMatchObject({ kind: 'merged' });
    expect(bed.repo.git(['log', '-1', '--format=%P', 'main'], bed.repo.origin).trim()).toBe(`${news} ${more}`);
    expect(ownClone()).toBe(main());
  });

  it('T1 is nothing at all when the server’s hook or a protected branch refuses it, in the server’s words', async () => {
    work('feature/x', { 'x.txt': 'x\n' });
    await use();
    const before = main();
    hook('pre-receive', 'echo "main is frozen until Monday <b>" >&2; exit 1');
    await expect(merge()).rejects.toMatchObject({
      code: 'GIT',
      data: { cause: 'rejected' },
      message: expect.stringMatching(
        /refused the push to main: pre-receive hook declined.*main is frozen until Monday/,
      ),
    });
    expect([main(), ownClone()]).toEqual([before, before]);
    expect((await change()).state).toBe('open');
    await bed.restart();
    expect((await change()).state).toBe('open');
    hook('pre-receive', null);
    expect(await merge()).toMatchObject({ kind: 'merged' });
    expect(ownClone()).toBe(main());
  });

  it('T1 gives way when somebody’s push wins while the server takes it', async () => {
    work('feature/x', { 'x.txt': 'x\n' });
    const theirs = work('feature/theirs', { 't.txt': 't\n' }, false);
    bed.repo.git(['push', '--quiet', 'origin', 'feature/theirs:refs/keep/theirs']);
    await use();
    hook('update', `[ "$1" = refs/heads/main ] && git update-ref refs/heads/main ${theirs}; exit 0`);
    expect(await merge()).toEqual({
      kind: 'moved',
      message: 'main moved at the origin in between. Fetch, look at what is new there, then try again.',
    });
    expect(main()).toBe(theirs);
    hook('update', null);
    expect(await merge()).toMatchObject({ kind: 'merged' });
    expect(bed.repo.git(['log', '-1', '--format=%P', 'main'], bed.repo.origin).split(' ')[0]).toBe(theirs);
  });

  it('T1 is refused while the server cannot be asked, and says so', async () => {
    work('feature/x', { 'x.txt': 'x\n' });
    await use();
    renameSync(bed.repo.origin, `${bed.repo.origin}.away`);
    await expect(merge()).rejects.toMatchObject({
      code: 'GIT',
      message: expect.stringContaining('Nothing was merged, because it cannot be seen what main is now'),
    });
    renameSync(`${bed.repo.origin}.away`, bed.repo.origin);
    expect(await merge()).toMatchObject({ kind: 'merged' });
  });
});

describe('a merge in a folder of the user’s without an origin', () => {
  const takeFolder = async () => {
    work('feature/x', { 'x.txt': 'x\n' }, false);
    bed.repo.git(['remote', 'remove', 'origin']);
    await use({ source: { kind: 'folder', path: bed.repo.work } });
  };

  it('T1 moves no branch that a working tree has checked out, and names the commands that help', async () => {
    await takeFolder();
    const before = main(bed.repo.work);
    const [detach, back] = [`git -C ${bed.repo.work} switch --detach`, `git -C ${bed.repo.work} switch main`];
    await expect(merge()).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining(`main is checked out in ${bed.repo.work}`),
      data: { act: `Run “${detach}”, merge, then “${back}”.` },
    });
    expect(main(bed.repo.work)).toBe(before);
    const { project } = bed;
    const source = { kind: 'folder' as const, path: bed.repo.work };
    const { findings } = await bed.client.branches.testRepository({ project, source, base: 'main' });
    expect(findings.filter(({ ok }) => !ok).map(({ title }) => title)).toEqual(['Merges']);
    bed.repo.git(['switch', '--quiet', '--detach']);
    expect(await merge()).toMatchObject({ kind: 'merged' });
    expect(bed.repo.git(['status', '--porcelain'])).toBe('');
    bed.repo.git(['switch', '--quiet', 'main']);
    expect(readFileSync(join(bed.repo.work, 'x.txt'), 'utf8')).toBe('x\n');
    expect(bed.repo.git(['status', '--porcelain'])).toBe('');
  });

  it('T1 names the files that are not committed, and leaves them and the index as they are', async () => {
    await takeFolder();
    writeFileSync(join(bed.repo.work, 'a.txt'), 'mine\n');
    writeFileSync(join(bed.repo.work, 'b.txt'), 'staged\n');
    bed.repo.git(['add', 'b.txt']);
    const index = readFileSync(join(bed.repo.work, '.git', 'index'));
    await expect(merge()).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringMatching(/changes that are not committed: a\.txt, b\.txt\. No merge is made/),
      data: { act: expect.stringContaining('Commit or stash them') },
    });
    expect(readFileSync(join(bed.repo.work, '.git', 'index')).equals(index)).toBe(true);
    expect(readFileSync(join(bed.repo.work, 'a.txt'), 'utf8')).toBe('mine\n');
  });

  it('T1 sees other working trees, and a rebase under way in one', async () => {
    await takeFolder();
    const other = join(bed.repo.dir, 'it’s other');
    bed.repo.git(['switch', '--quiet', '--detach']);
    bed.repo.git(['worktree', 'add', '--quiet', other, 'main']);
    await expect(merge()).rejects.toMatchObject({ message: expect.stringContaining(`checked out in ${other}`) });
    // A rebase that stopped: HEAD is detached, and main is moved when it ends.
    bed.repo.git(['commit', '--quiet', '--allow-empty', '-m', 'Top'], other);
    bed.repo.git(
      ['-c', 'sequence.editor=sed -i s/^pick/break\\\\npick/', 'rebase', '--quiet', '-i', '--keep-empty', 'HEAD~1'],
      other,
    );
    expect(bed.repo.git(['worktree', 'list', '--porcelain'])).toContain('detached');
    expect(existsSync(join(bed.repo.work, '.git/worktrees'))).toBe(true);
    await expect(merge()).rejects.toMatchObject({ message: expect.stringContaining(`checked out in ${other}`) });
    bed.repo.git(['rebase', '--abort'], other);
    bed.repo.git(['worktree', 'remove', '--force', other]);
    expect(await merge()).toMatchObject({ kind: 'merged' });
  });
});
