import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BranchBed, branchBed } from './testing/branchBed.ts';

let bed: BranchBed;
beforeEach(async () => {
  bed = await branchBed();
});
afterEach(() => bed.remove());

const branchOff = (name: string, files: Record<string, string>, from = 'main') => {
  bed.repo.git(['checkout', '--quiet', '-b', name, from]);
  const head = bed.repo.commit(`Work on ${name}`, files);
  bed.repo.git(['push', '--quiet', 'origin', name]);
  bed.repo.git(['checkout', '--quiet', 'main']);
  return head;
};
const onMain = (subject: string, files: Record<string, string>) => {
  const head = bed.repo.commit(subject, files);
  bed.repo.git(['push', '--quiet', 'origin', 'main']);
  return head;
};
const ofOrigin = (name: string) =>
  bed.repo.git(['rev-parse', '--verify', '--quiet', `refs/heads/${name}`], bed.repo.origin).trim();

describe('the list of branches', () => {
  it('B2 shows how far each branch is from base, its item, and every flag', async () => {
    const item = await bed.addItem('Search');
    branchOff(`feature/${item.key}-search`, { 'search.txt': 's\n' });
    branchOff('fix/SA-999-conflict', { 'a.txt': 'theirs\n' });
    branchOff('no-key', { 'x.txt': 'x\n' });
    branchOff('$(id)', { 'y.txt': 'y\n' });
    bed.repo.git(['branch', 'fresh']);
    bed.repo.git(['push', '--quiet', 'origin', 'fresh']);
    onMain('Move on', { 'a.txt': 'ours\n' });
    await bed.use();
    const found = await bed.list();
    expect(found.base).toMatchObject({ name: 'main', subject: 'Move on' });
    const by = new Map(found.branches.map((branch) => [branch.name, branch]));
    expect(by.get(`feature/${item.key}-search`)).toMatchObject({
      ahead: 1,
      behind: 1,
      merge: { kind: 'clean' },
      merged: null,
      item: { id: item.id, key: item.key },
      author: { email: 'writer@example.com' },
    });
    expect(by.get('fix/SA-999-conflict')).toMatchObject({
      item: null,
      merge: { kind: 'conflicts', paths: ['a.txt'], more: 0 },
    });
    expect(by.get('fix/SA-999-conflict')?.flags).toContain('conflicting');
    expect(by.get('no-key')?.flags).toContain('badly-named');
    expect(by.get('$(id)')).toMatchObject({ ahead: 1, behind: 1 });
    expect(by.get('fresh')).toMatchObject({ ahead: 0, behind: 1, merged: null });
  });

  it('B2 sees a merge in every form: a merge commit, fast-forward, squash, cherry-pick', async () => {
    branchOff('by-merge', { 'm.txt': 'm\n' });
    branchOff('by-squash', { 's1.txt': 'one\n' });
    bed.repo.git(['checkout', '--quiet', 'by-squash']);
    bed.repo.commit('More', { 's2.txt': 'two\n' });
    bed.repo.git(['push', '--quiet', 'origin', 'by-squash']);
    bed.repo.git(['checkout', '--quiet', 'main']);
    const picked = branchOff('by-pick', { 'p.txt': 'p\n' });
    branchOff('open', { 'o.txt': 'o\n' });
    branchOff('by-ff', { 'ff.txt': 'ff\n' });
    await bed.use();
    bed.repo.git(['merge', '--quiet', '--ff-only', 'by-ff']);
    bed.repo.git(['merge', '--quiet', '--no-ff', '-m', 'Merge', 'by-merge']);
    bed.repo.git(['merge', '--quiet', '--squash', 'by-squash']);
    bed.repo.git(['commit', '--quiet', '-m', 'Squashed']);
    bed.repo.git(['cherry-pick', picked]);
    // What happens to the same lines later does not hide that the branch was merged.
    onMain('Later', { 's1.txt': 'changed since\n', 'p.txt': 'changed since\n' });
    await bed.fetch();
    const merged = Object.fromEntries((await bed.list()).branches.map(({ name, merged }) => [name, merged]));
    expect(merged).toEqual({
      'by-merge': 'ancestor',
      'by-ff': 'ancestor',
      'by-squash': 'squash',
      'by-pick': 'cherry-pick',
      open: null,
    });
  });

  it('B2 reads five hundred branches by a handful of commands', async () => {
    const stream = Array.from({ length: 500 }, (_, at) =>
      [
        `commit refs/heads/feature/SA-${at + 1}-x\ncommitter Sample <sample@example.com> ${1_700_000_000 + at} +0000\ndata 1\nx\n`,
        `from ${bed.base}\nM 100644 inline f${at}.txt\ndata 1\n${at % 10}\n`,
      ].join(''),
    ).join('');
    const file = join(bed.repo.dir, 'stream');
    writeFileSync(file, stream);
    execFileSync('git', ['--git-dir', bed.repo.origin, 'fast-import', '--quiet'], { input: readFileSync(file) });
    await bed.use();
    const found = await bed.list();
    expect(found.branches).toHaveLength(500);
    expect(
      found.branches.every(({ ahead, behind, merge }) => ahead === 1 && behind === 0 && merge.kind === 'clean'),
    ).toBe(true);
  });

  it('B2 tells an old branch as stale, follows a force-push, and forgets a branch that is gone', async () => {
    branchOff('feature/SA-1-x', { 'x.txt': 'x\n' });
    await bed.use({ staleAfterDays: 1 });
    bed.folder.clock.move(Date.now() - bed.folder.clock.now() + 3 * 86_400_000);
    expect((await bed.branch('feature/SA-1-x')).flags).toContain('stale');
    bed.repo.git(['checkout', '--quiet', '-B', 'feature/SA-1-x', 'main']);
    const forced = bed.repo.commit('Anew', { 'z.txt': 'z\n' });
    bed.repo.git(['push', '--quiet', '--force', 'origin', 'feature/SA-1-x']);
    await bed.fetch();
    expect(await bed.branch('feature/SA-1-x')).toMatchObject({ head: forced, ahead: 1 });
    bed.repo.git(['push', '--quiet', 'origin', ':feature/SA-1-x']);
    await bed.fetch();
    expect((await bed.list()).branches).toEqual([]);
  });
});

describe('start work', () => {
  it('B1 fetches, branches from the base as it is now, pushes, and moves the item, as one act', async () => {
    const item = await bed.addItem('Find “things” fast; rm -rf $(id)');
    await bed.use();
    const head = onMain('News', { 'n.txt': 'n\n' });
    const proposal = await bed.client.branches.proposeStart({ project: bed.project, item: item.id });
    expect(proposal).toMatchObject({
      name: `feature/${item.key}-find-things-fast-rm-rf-id`,
      existing: [],
      trouble: null,
    });
    const started = await bed.start(item, proposal.name);
    expect(started).toMatchObject({ kind: 'started', revision: head, pushed: true });
    expect(ofOrigin(proposal.name)).toBe(head);
    expect(await bed.status(item.id)).toBe('doing');
    expect((await bed.branch(proposal.name)).item?.id).toBe(item.id);
    const undone = await bed.client.ledger.undo({ window: bed.window, project: bed.project });
    expect(JSON.stringify(undone)).toContain('leaves the branch');
    expect(await bed.status(item.id)).toBe('todo');
    expect(ofOrigin(proposal.name)).toBe(head);
    // The next fetch does not do again what was taken back.
    await bed.fetch();
    expect(await bed.status(item.id)).toBe('todo');
  });

  it('B1 lets one of two windows start an item, and offers the other its branch', async () => {
    const item = await bed.addItem('Twice');
    await bed.use();
    const both = await Promise.allSettled([
      bed.start(item, `feature/${item.key}-a`),
      bed.start(item, `feature/${item.key}-b`),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = both.find((each) => each.status === 'rejected');
    expect(String(refused?.reason)).toContain('started in between');
    const { existing } = await bed.client.branches.proposeStart({ project: bed.project, item: item.id });
    expect(existing).toHaveLength(1);
    const [first] = existing;
    await expect(bed.start(item, `feature/${item.key}-c`, { besides: [first?.name ?? ''] })).resolves.toMatchObject({
      kind: 'started',
    });
  });

  it('B1 says that the base may be old when the origin is away, and pushes the branch when it is back', async () => {
    const item = await bed.addItem('Offline');
    await bed.use();
    renameSync(bed.repo.origin, `${bed.repo.origin}.away`);
    const name = `feature/${item.key}-offline`;
    expect(await bed.start(item, name)).toMatchObject({ kind: 'base-may-be-old' });
    expect(await bed.status(item.id)).toBe('todo');
    expect(await bed.start(item, name, { staleBaseOk: true })).toMatchObject({ kind: 'started', pushed: false });
    expect(await bed.status(item.id)).toBe('doing');
    const { state } = await bed.client.branches.repository({ project: bed.project });
    expect(state).toMatchObject({ phase: 'ready' });
    expect(state.trouble?.act).not.toBe('');
    expect(state.failingSince).not.toBeNull();
    expect((await bed.branch(name)).flags).toContain('unpushed');
    renameSync(`${bed.repo.origin}.away`, bed.repo.origin);
    await bed.fetch();
    expect(ofOrigin(name)).toBe(bed.base);
    expect((await bed.branch(name)).flags).not.toContain('unpushed');
  });

  it('B1 works on a folder of the user’s without touching its dirty files', async () => {
    const item = await bed.addItem('In my folder');
    writeFileSync(join(bed.repo.work, 'a.txt'), 'dirty\n');
    await bed.use({ source: { kind: 'folder', path: bed.repo.work } });
    const name = `feature/${item.key}-in-my-folder`;
    await expect(bed.start(item, name, { push: false })).resolves.toMatchObject({ kind: 'started', pushed: false });
    expect(bed.repo.git(['rev-parse', name]).trim()).toBe(bed.base);
    expect(bed.repo.git(['status', '--porcelain'])).toBe(' M a.txt\n');
    expect(bed.repo.git(['symbolic-ref', 'HEAD']).trim()).toBe('refs/heads/main');
  });

  it('B1 refuses names that git would not take, an item that is done, and one that is not there', async () => {
    const item = await bed.addItem('Bad');
    await bed.use();
    const vague = await bed.client.backlog.create({
      window: bed.window,
      project: bed.project,
      item: { kind: 'bug', title: 'Vague' },
      place: 'bottom',
    });
    await expect(bed.start(vague, `fix/${vague.key}-vague`)).rejects.toThrow('needs an estimate');
    for (const name of ['--upload-pack=x', 'a b', 'x..y', 'main'])
      await expect(bed.start(item, name)).rejects.toThrow();
    await bed.setStatus(item.id, 'done');
    await expect(bed.start(item, `feature/${item.key}-x`)).rejects.toThrow('is done');
  });
});

describe('items follow their branches', () => {
  it('B3 moves an item when its branch is pushed and when it is merged, once each and only forward', async () => {
    const item = await bed.addItem('Follow');
    await bed.use();
    const name = `feature/${item.key}-follow`;
    branchOff(name, { 'f.txt': 'f\n' });
    await bed.fetch();
    expect(await bed.status(item.id)).toBe('doing');
    // A person's later choice stands.
    await bed.setStatus(item.id, 'todo');
    await bed.fetch();
    expect(await bed.status(item.id)).toBe('todo');
    bed.repo.git(['merge', '--quiet', '--no-ff', '-m', 'Merge', name]);
    onMain('After', { 'after.txt': 'x\n' });
    await bed.fetch();
    expect(await bed.status(item.id)).toBe('done');
    await bed.setStatus(item.id, 'doing');
    await bed.fetch();
    await bed.restart();
    await bed.fetch();
    expect(await bed.status(item.id)).toBe('doing');
    const ledger = await bed.client.ledger.list({ project: bed.project, before: null, limit: 50 });
    const told = JSON.stringify(ledger);
    expect(told).toContain('was pushed');
    expect(told).toContain('was merged');
  });

  it('B3 sees the merge of a branch that was deleted with it', async () => {
    const item = await bed.addItem('Gone');
    await bed.use();
    const name = `feature/${item.key}-gone`;
    branchOff(name, { 'g.txt': 'g\n' });
    await bed.fetch();
    bed.repo.git(['merge', '--quiet', '--squash', name]);
    onMain('Squashed', {});
    bed.repo.git(['push', '--quiet', 'origin', `:${name}`]);
    await bed.fetch();
    expect(await bed.status(item.id)).toBe('done');
  });

  it('B3 moves nothing for what was there before, nor when it is switched off', async () => {
    const old = await bed.addItem('Old');
    branchOff(`feature/${old.key}-old`, { 'o.txt': 'o\n' });
    await bed.use();
    expect(await bed.status(old.id)).toBe('todo');
    await bed.use({ followItems: false });
    const off = await bed.addItem('Off');
    branchOff(`feature/${off.key}-off`, { 'p.txt': 'p\n' });
    await bed.fetch();
    expect(await bed.status(off.id)).toBe('todo');
  });
});

describe('deleting branches', () => {
  it('B2 deletes merged branches here and at the origin, and keeps what would be lost or has moved', async () => {
    branchOff('done', { 'd.txt': 'd\n' });
    const open = branchOff('open', { 'o.txt': 'o\n' });
    await bed.use();
    bed.repo.git(['merge', '--quiet', '--no-ff', '-m', 'Merge', 'done']);
    onMain('After', {});
    await bed.fetch();
    const { head } = await bed.branch('done');
    const result = await bed.client.branches.removeBranches({
      project: bed.project,
      branches: [
        { name: 'done', head },
        { name: 'open', head: open },
        { name: 'never', head: open },
      ],
    });
    expect(result.removed).toEqual(['done']);
    expect(result.kept.map(({ name }) => name)).toEqual(['open', 'never']);
    expect(() => ofOrigin('done')).toThrow();
    expect(ofOrigin('open')).toBe(open);
  });

  it('B2 does not delete a branch that somebody pushed to in the meantime', async () => {
    branchOff('done', { 'd.txt': 'd\n' });
    await bed.use();
    bed.repo.git(['merge', '--quiet', '--no-ff', '-m', 'Merge', 'done']);
    onMain('After', {});
    await bed.fetch();
    const { head } = await bed.branch('done');
    bed.repo.git(['checkout', '--quiet', 'done']);
    const later = bed.repo.commit('Later', { 'later.txt': 'l\n' });
    bed.repo.git(['push', '--quiet', 'origin', 'done']);
    const result = await bed.client.branches.removeBranches({
      project: bed.project,
      branches: [{ name: 'done', head }],
    });
    expect(result.removed).toEqual([]);
    expect(ofOrigin('done')).toBe(later);
  });
});

describe('the repository of a project', () => {
  it('B2 says what is wrong with an address, a folder and a base, and what to do', async () => {
    const { testRepository } = bed.client.branches;
    const ask = (source: Parameters<typeof testRepository>[0]['source'], base = 'main') =>
      testRepository({ project: bed.project, source, base });
    expect((await ask({ kind: 'clone', url: bed.url })).findings.every(({ ok }) => ok)).toBe(true);
    expect(await ask({ kind: 'clone', url: bed.url }, 'trunk')).toMatchObject({ base: 'main' });
    const gone = await ask({ kind: 'clone', url: `${bed.url}-gone` });
    expect(gone.findings.at(-1)).toMatchObject({ ok: false, title: 'Address' });
    expect(gone.findings.at(-1)?.message).toContain('no git repository');
    mkdirSync(join(bed.repo.dir, 'plain'));
    const plain = await ask({ kind: 'folder', path: join(bed.repo.dir, 'plain') });
    expect(plain.findings.at(-1)?.message).toContain('no git repository');
    const shallow = join(bed.repo.dir, 'shallow');
    bed.repo.commit('Second', {});
    bed.repo.git(['push', '--quiet', 'origin', 'main']);
    bed.repo.git(['clone', '--quiet', '--depth=1', bed.url, shallow]);
    expect(
      (await ask({ kind: 'folder', path: shallow })).findings.some(({ ok, title }) => !ok && title === 'History'),
    ).toBe(true);
  });

  it('B2 reads a shallow folder and one with submodules', async () => {
    bed.repo.git(['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', bed.url, 'sub']);
    bed.repo.commit('Take a submodule', {});
    bed.repo.git(['push', '--quiet', 'origin', 'main']);
    branchOff('feature/SA-1-x', { 'x.txt': 'x\n' });
    const shallow = join(bed.repo.dir, 'shallow');
    bed.repo.git(['clone', '--quiet', '--depth=1', '--no-single-branch', bed.url, shallow]);
    await bed.use({ source: { kind: 'folder', path: shallow } });
    expect(await bed.branch('feature/SA-1-x')).toMatchObject({ ahead: 1 });
    expect((await bed.client.branches.repository({ project: bed.project })).state.shallow).toBe(true);
    expect(existsSync(join(shallow, 'sub', '.git'))).toBe(false);
  });

  it('B2 leaves nothing of a clone that failed or was killed, and clones again', async () => {
    const clones = join(bed.folder.dir, 'repositories');
    await expect(bed.use({ source: { kind: 'clone', url: `${bed.url}-gone` } })).rejects.toThrow('no git repository');
    expect(readdirSync(clones)).toEqual([]);
    expect((await bed.client.branches.repository({ project: bed.project })).state.phase).toBe('failed');
    mkdirSync(join(clones, `${bed.project}.unfinished-0123`, 'objects'), { recursive: true });
    await bed.restart();
    expect(readdirSync(clones)).toEqual([]);
    await bed.use();
    expect(readdirSync(clones)).toEqual([bed.project]);
    expect((await bed.client.branches.repository({ project: bed.project })).state).toMatchObject({
      phase: 'ready',
      trouble: null,
    });
  });

  it('B2 ends a clone that is cancelled, also when the server says nothing at all', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = silent.address() as AddressInfo;
      const reached = once(silent, 'connection');
      const cloning = bed.use({ source: { kind: 'clone', url: `git://127.0.0.1:${port}/x.git` } });
      const ended = expect(cloning).rejects.toThrow('cancelled');
      const [socket] = (await reached) as [Socket];
      expect((await bed.client.branches.repository({ project: bed.project })).state.phase).toBe('cloning');
      await bed.client.branches.cancelClone({ project: bed.project });
      await ended;
      socket.destroy();
      const { state } = await bed.client.branches.repository({ project: bed.project });
      expect(state).toMatchObject({ phase: 'failed', fetching: false });
      expect(readdirSync(join(bed.folder.dir, 'repositories'))).toEqual([]);
    } finally {
      silent.close();
    }
  });

  it('B2 lists the branches of a hundred thousand files without reading them', async () => {
    const files = Array.from(
      { length: 100_000 },
      (_, at) => `M 100644 inline d${at % 100}/f${at}.txt\ndata 1\nx\n`,
    ).join('');
    const commit = (ref: string, from: string, rest: string) =>
      `commit refs/heads/${ref}\ncommitter Sample <sample@example.com> 1700000000 +0000\ndata 1\nx\nfrom ${from}\n${rest}`;
    const input = [
      commit('main', bed.base, files),
      commit('feature/SA-1-many', 'refs/heads/main', 'M 100644 inline d0/f0.txt\ndata 1\ny\n'),
    ].join('');
    execFileSync('git', ['--git-dir', bed.repo.origin, 'fast-import', '--quiet'], { input, maxBuffer: 1 << 28 });
    await bed.use();
    expect(await bed.branch('feature/SA-1-many')).toMatchObject({ ahead: 1, behind: 0, merge: { kind: 'clean' } });
    expect(readdirSync(join(bed.folder.dir, 'repositories', bed.project)).sort()).not.toContain('index');
  });

  it('B2 tells that the folder is gone, and keeps its word when it is back', async () => {
    await bed.use({ source: { kind: 'folder', path: bed.repo.work } });
    renameSync(bed.repo.work, `${bed.repo.work}-away`);
    await expect(bed.fetch()).rejects.toThrow('folder');
    expect((await bed.client.branches.branches({ project: bed.project })).trouble?.message).toContain('folder');
    renameSync(`${bed.repo.work}-away`, bed.repo.work);
    await bed.fetch();
    expect((await bed.list()).trouble).toBeNull();
  });

  it('B2 refuses settings that another window changed, and lets no token out again', async () => {
    await bed.use();
    const { settings } = await bed.client.branches.repository({ project: bed.project });
    if (settings === null) throw new Error('no settings');
    await expect(
      bed.client.branches.saveRepository({ project: bed.project, seen: 0, settings: { ...settings, base: 'other' } }),
    ).rejects.toThrow('another window');
    const secret = 'canary-token-0123456789';
    await bed.client.branches.setToken({ project: bed.project, token: 'https', value: secret });
    const shown = await bed.client.branches.repository({ project: bed.project });
    expect(shown.tokens).toEqual({ https: true, github: false });
    await bed.fetch();
    expect(JSON.stringify([shown, bed.folder.log.entries])).not.toContain(secret);
    for (const name of ['pitwall.db', 'pitwall.db-wal'])
      expect(readFileSync(join(bed.folder.dir, name)).includes(secret)).toBe(false);
  });
});
