import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Revision } from '../../../shared/ids.ts';
import { fetchOrigin } from './fetchOrigin.ts';
import { GitFailure } from './gitFailure.ts';
import { listCommits } from './listCommits.ts';
import { listRefs } from './listRefs.ts';
import { mergeBaseOf } from './mergeBaseOf.ts';
import { mergeTree } from './mergeTree.ts';
import { pushRef } from './pushRef.ts';
import { branchRef } from './refName.ts';
import { resolveRevision } from './resolveRevision.ts';
import { runGit } from './runGit.ts';
import { type GitBed, makeGitBed } from './testing/gitBed.ts';
import { updateRefs } from './updateRef.ts';

let bed: GitBed;
let first: Revision;
beforeAll(() => {
  bed = makeGitBed();
  first = bed.commit('First', { 'a.txt': 'one\n', 'name\nwith newline': 'x\n' });
  bed.git(['push', '--quiet', 'origin', 'main']);
});
afterAll(() => bed.remove());

const failureOf = async (work: Promise<unknown>): Promise<GitFailure> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof GitFailure) return error;
  throw new Error(`no GitFailure but ${String(error)}`);
};

describe('git commands', () => {
  it('B2 reads refs, commits and ancestors of a real repository', async () => {
    const where = { dir: bed.work };
    bed.git(['checkout', '--quiet', '-b', 'side']);
    const side = bed.commit('Side <b>\u202Ework', { 'b.txt': 'two\n' });
    bed.git(['checkout', '--quiet', 'main']);
    expect(await resolveRevision(where, 'side')).toBe(side);
    expect(await mergeBaseOf(where, first, side)).toBe(first);
    const refs = await listRefs(where, ['refs/heads']);
    expect(refs.map(({ ref, head, subject }) => [ref, head, subject])).toEqual([
      ['refs/heads/main', first, 'First'],
      ['refs/heads/side', side, 'Side <b>\u202Ework'],
    ]);
    const { commits, more } = await listCommits(where, { head: side, not: [first] });
    expect(more).toBe(false);
    expect(commits).toMatchObject([{ revision: side, parents: [first], author: { email: 'writer@example.com' } }]);
    expect((await listCommits(where, { head: side, limit: 1 })).more).toBe(true);
  });

  it('B2 merges in the store and names every conflicting path, also one with a newline', async () => {
    const ours = bed.commit('Ours', { 'a.txt': 'ours\n', 'name\nwith newline': 'ours\n' });
    bed.git(['checkout', '--quiet', '-b', 'theirs', first]);
    const theirs = bed.commit('Theirs', { 'a.txt': 'theirs\n', 'name\nwith newline': 'theirs\n' });
    bed.git(['checkout', '--quiet', 'main']);
    expect(await mergeTree({ dir: bed.work }, ours, theirs)).toEqual({
      kind: 'conflicts',
      paths: ['a.txt', 'name\nwith newline'],
    });
    expect((await mergeTree({ dir: bed.work }, ours, first)).kind).toBe('clean');
  });

  it.each([
    '--upload-pack=x',
    '-x',
    'a..b',
    'a b',
    'x\ny',
    'HEAD',
    '',
    'a.lock',
    '.a',
    'a/.b',
    'a@{b',
    'x'.repeat(300),
  ])('B1 takes %j for no branch name', (name) => {
    expect(() => branchRef(name)).toThrow(GitFailure);
  });

  it.each(['x;id', '$(id)', '`id`', "it's", 'fix/TR-1-a', '\u202Ebidi', 'a&&b'])(
    'B1 carries the branch %j as it is, and runs nothing of it',
    async (name) => {
      const where = { dir: bed.work };
      await updateRefs(where, [{ ref: branchRef(name), to: first, expected: null }], 'test');
      expect(await resolveRevision(where, branchRef(name))).toBe(first);
      await pushRef(where, { branch: name, to: first, expected: null });
      await fetchOrigin(where);
      expect(await resolveRevision(where, `refs/remotes/origin/${name}`)).toBe(first);
      await pushRef(where, { branch: name, to: null, expected: first });
    },
  );

  it('B1 moves no ref that is not where it was expected, and none of several then', async () => {
    const where = { dir: bed.work };
    const failure = await failureOf(
      updateRefs(
        where,
        [
          { ref: branchRef('both-one'), to: first, expected: null },
          { ref: branchRef('main'), to: first, expected: first },
        ],
        'test',
      ),
    );
    expect(failure.cause).toBe('locked');
    expect(await resolveRevision(where, branchRef('both-one'))).toBeNull();
  });

  it('B2 refuses to delete a branch of the origin that somebody moved', async () => {
    const where = { dir: bed.work };
    const moved = bed.commit('Moved', { 'c.txt': 'c\n' });
    bed.git(['push', '--quiet', 'origin', `${moved}:refs/heads/moved`]);
    expect((await failureOf(pushRef(where, { branch: 'moved', to: null, expected: first }))).cause).toBe('moved');
  });

  it('B2 starts nothing that a repository’s configuration names', async () => {
    const trap = makeGitBed();
    try {
      const base = trap.commit('Base', {
        '.gitattributes': '*.txt merge=trap diff=trap filter=trap\n',
        'a.txt': 'one\n',
      });
      trap.git(['push', '--quiet', 'origin', 'main']);
      const ours = trap.commit('Ours', { 'a.txt': 'ours\n' });
      trap.git(['checkout', '--quiet', '-b', 'theirs', base]);
      const theirs = trap.commit('Theirs', { 'a.txt': 'theirs\n' });
      const canary = join(trap.dir, 'canary');
      const run = `touch ${canary}; false`;
      const script = join(trap.dir, 'trap.sh');
      writeFileSync(script, `#!/bin/sh\n${run}\n`, { mode: 0o755 });
      const hooks = join(trap.work, '.git', 'hooks');
      mkdirSync(hooks, { recursive: true });
      for (const hook of ['pre-push', 'reference-transaction', 'post-checkout', 'pre-auto-gc', 'post-index-change'])
        writeFileSync(join(hooks, hook), `#!/bin/sh\n${run}\n`, { mode: 0o755 });
      for (const [key, value] of [
        ['core.fsmonitor', script],
        ['core.hooksPath', hooks],
        ['core.sshCommand', script],
        ['core.pager', script],
        ['core.editor', script],
        ['core.askPass', script],
        ['core.gitProxy', script],
        ['core.alternateRefsCommand', script],
        ['credential.helper', `!${script}`],
        ['diff.external', script],
        ['diff.trap.textconv', script],
        ['diff.trap.command', script],
        ['merge.trap.driver', `${script} %A`],
        ['filter.trap.smudge', script],
        ['filter.trap.clean', script],
        ['filter.trap.process', script],
        ['gpg.program', script],
        ['commit.gpgSign', 'true'],
        ['log.showSignature', 'true'],
        ['protocol.ext.allow', 'always'],
        ['remote.origin.uploadpack', script],
        ['remote.origin.receivepack', script],
        ['remote.evil.url', `ext::sh -c ${script}`],
        ['remote.ssh.url', 'ssh://127.0.0.1:1/nothing'],
      ] as const)
        trap.git(['config', key, value]);
      const where = { dir: trap.work };
      await fetchOrigin(where);
      expect((await mergeTree(where, ours, theirs)).kind).toBe('conflicts');
      await runGit({ ...where, args: ['diff-tree', '-p', '--no-ext-diff', '--no-textconv', ours, theirs] });
      await listCommits(where, { head: theirs });
      await updateRefs(where, [{ ref: branchRef('made'), to: theirs, expected: null }], 'test');
      await pushRef(where, { branch: 'made', to: theirs, expected: null });
      expect((await failureOf(fetchOrigin(where, { remote: 'evil' }))).cause).toBe('protocol');
      expect((await failureOf(fetchOrigin(where, { remote: 'ssh' }))).cause).toBe('offline');
      expect(existsSync(canary)).toBe(false);
    } finally {
      trap.remove();
    }
  });

  it('B2 says what is wrong: a folder that is gone, one that is no repository, one within another', async () => {
    const gone = await failureOf(listRefs({ dir: join(bed.dir, 'nowhere') }, ['refs/heads']));
    expect(gone.cause).toBe('not-a-repository');
    const plain = join(bed.dir, 'plain');
    mkdirSync(plain);
    expect((await failureOf(listRefs({ dir: plain }, ['refs/heads']))).cause).toBe('not-a-repository');
    const within = join(bed.work, 'within');
    mkdirSync(within);
    expect((await failureOf(listRefs({ dir: within }, ['refs/heads']))).cause).toBe('not-a-repository');
    rmSync(within, { recursive: true });
  });

  it('B2 cuts long output and says so; ends with the signal', async () => {
    const cut = await runGit({ dir: bed.work, args: ['for-each-ref'], maxBytes: 20 });
    expect(cut.truncated).toBe(true);
    expect(cut.stdout.length).toBe(20);
    const aborting = new AbortController();
    const waiting = runGit({ dir: bed.work, args: ['cat-file', '--batch'], signal: aborting.signal });
    aborting.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
