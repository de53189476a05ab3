import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { project, type ReviewBed, reviewBed } from './testing/reviewBed.ts';

let bed: ReviewBed;
beforeEach(async () => {
  bed = await reviewBed();
  await bed.simpleGate();
});
afterEach(() => bed.close());

const main = (files: Readonly<Record<string, string | null>>, subject = 'On main') => {
  bed.git(['checkout', '--quiet', 'main']);
  const head = bed.commit(subject, files);
  bed.push('main');
  return head;
};
const text = (over: Readonly<Record<number, string>> = {}): string =>
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((line, at) => over[at + 1] ?? line).join('\n') +
  '\n';

describe('changes follow branches', () => {
  it('T6 makes a change of a branch that is ahead, with its files, lines, commits and people', async () => {
    await bed.branch(
      'feature/login',
      { 'app/login.py': 'a\nb\n', 'docs/a.md': null },
      'Log in\n\nCo-authored-by: Bo <bo@example.com>',
    );
    const [change] = await bed.list();
    expect(change).toMatchObject({
      branch: 'feature/login',
      base: 'main',
      title: 'Log in',
      authors: [
        { name: 'Sample Writer', email: 'writer@example.com' },
        { name: 'Bo', email: 'bo@example.com' },
      ],
      current: { number: 1, kind: 'first', commits: 1, files: 2, added: 2, removed: 1 },
    });
    await bed.fetch();
    expect(await bed.list()).toHaveLength(1);
    const whole = await bed.whole((await bed.changeOf('feature/login')).id);
    expect(whole.revisions).toHaveLength(1);
    expect(whole.commits).toMatchObject([{ subject: 'Log in' }]);
    expect(whole.problem).toBeNull();
  });

  it('T3 sees a pure rebase, a fast-forward, an amend and a force-push for what they are', async () => {
    await bed.branch('fix/a', { 'app/main.py': text({ 2: 'TWO' }) });
    const { id, current: first } = await bed.changeOf('fix/a');
    main({ 'docs/b.md': 'new\n' });
    bed.git(['checkout', '--quiet', 'fix/a']);
    bed.git(['rebase', '--quiet', 'main']);
    bed.push('fix/a');
    await bed.fetch();
    const rebased = (await bed.changeOf('fix/a')).current;
    expect(rebased).toMatchObject({ number: 2, kind: 'rebased', patchId: first.patchId });
    expect(rebased.mergeBase).not.toBe(first.mergeBase);

    bed.git(['commit', '--quiet', '--amend', '-m', 'Other words']);
    bed.push('fix/a');
    await bed.fetch();
    expect((await bed.changeOf('fix/a')).current).toMatchObject({ number: 3, kind: 'rebased', patchId: first.patchId });

    bed.commit('More', { 'app/main.py': text({ 2: 'TWO', 8: 'EIGHT' }) });
    bed.push('fix/a');
    await bed.fetch();
    expect((await bed.changeOf('fix/a')).current).toMatchObject({ number: 4, kind: 'added', commits: 2 });

    bed.git(['reset', '--quiet', '--hard', 'main']);
    bed.commit('Another way', { 'app/main.py': text({ 2: '2' }) });
    bed.push('fix/a');
    await bed.fetch();
    expect((await bed.changeOf('fix/a')).current).toMatchObject({ number: 5, kind: 'rewritten' });
    expect((await bed.whole(id)).revisions.map(({ kind }) => kind)).toEqual([
      'first',
      'rebased',
      'rebased',
      'added',
      'rewritten',
    ]);
  });

  it('T3 takes a change of white space, of a mode or of a binary file for new code', async () => {
    await bed.branch('fix/a', { 'app/main.py': text({ 2: 'two  ' }), 'x.bin': Buffer.from([0, 1, 2]) });
    const seen = new Set([(await bed.changeOf('fix/a')).current.patchId]);
    const next = async () => {
      bed.push('fix/a');
      await bed.fetch();
      seen.add((await bed.changeOf('fix/a')).current.patchId);
    };
    bed.commit('Space', { 'app/main.py': text({ 2: 'two   ' }) });
    await next();
    bed.commit('Bytes', { 'x.bin': Buffer.from([0, 1, 3]) });
    await next();
    bed.git(['update-index', '--chmod=+x', 'app/main.py']);
    bed.git(['commit', '--quiet', '-m', 'Mode']);
    await next();
    expect(seen.size).toBe(4);
  });

  it('T6 says that a branch is deleted, and that it is back', async () => {
    await bed.branch('fix/a', { 'a.txt': 'x\n' });
    const { id } = await bed.changeOf('fix/a');
    bed.git(['push', '--quiet', 'origin', ':fix/a']);
    await bed.fetch();
    const gone = await bed.whole(id);
    expect(gone.branchGoneAt).not.toBeNull();
    expect(gone.gate.requirements.find((it) => it.id === 'mergeable')).toMatchObject({
      state: 'unsatisfied',
      reasons: ['The branch fix/a is deleted.'],
    });
    bed.push('fix/a');
    await bed.fetch();
    expect((await bed.whole(id)).branchGoneAt).toBeNull();
    expect((await bed.whole(id)).revisions).toHaveLength(1);
  });

  it.each(['fast-forward', 'merge', 'squash', 'cherry-pick', 'rebase'] as const)(
    'T1 sees a %s that somebody made elsewhere, with the gate as it stood',
    async (how) => {
      await bed.branch('fix/a', { 'app/main.py': text({ 1: 'ONE' }) }, 'First');
      bed.commit('Second', { 'app/main.py': text({ 1: 'ONE', 8: 'EIGHT' }) });
      bed.push('fix/a');
      await bed.fetch();
      if (how !== 'fast-forward') main({ 'docs/b.md': 'b\n' });
      bed.git(['checkout', '--quiet', 'main']);
      if (how === 'fast-forward') bed.git(['merge', '--quiet', '--ff-only', 'fix/a']);
      if (how === 'merge') bed.git(['merge', '--quiet', '--no-ff', '-m', 'Merge it', 'fix/a']);
      if (how === 'squash') {
        bed.git(['merge', '--quiet', '--squash', 'fix/a']);
        bed.git(['commit', '--quiet', '-m', 'Squashed']);
      }
      if (how === 'cherry-pick') bed.git(['cherry-pick', 'main..fix/a']);
      if (how === 'rebase') {
        bed.git(['checkout', '--quiet', '-B', 'copy', 'fix/a']);
        bed.git(['rebase', '--quiet', 'main']);
        bed.git(['checkout', '--quiet', 'main']);
        bed.git(['merge', '--quiet', '--ff-only', 'copy']);
      }
      const brought = bed.git(['rev-parse', 'HEAD']).trim();
      main({ 'docs/c.md': 'c\n' }, 'Later');
      await bed.fetch();
      expect(await bed.list()).toEqual([]);
      const change = await bed.changeOf('fix/a', 'merged');
      expect(change.merged).toMatchObject({
        outside: true,
        how: how === 'rebase' ? 'cherry-pick' : how,
        commit: brought,
        gate: { open: false, state: 'unsatisfied' },
      });
      expect(bed.merged).toEqual(['fix/a']);
      // Looked at again, and after a restart, it stays what it is.
      bed.restart();
      await bed.fetch();
      expect(await bed.list()).toEqual([]);
      const revisions = bed.git(['rev-list', '--no-merges', 'main~1', '-n', '2']).trim().split('\n');
      const told = await bed.reviews.changesIn(project, [brought, ...revisions] as never);
      expect(told).toMatchObject([
        { id: change.id, state: 'unsatisfied', open: [expect.stringContaining('Approved')] },
      ]);
      expect(told[0]?.revisions).toContain(brought);
    },
  );

  it('T1 takes neither a revert nor other code in the same file for a merge', async () => {
    await bed.branch('fix/a', { 'app/main.py': text({ 1: 'ONE' }) });
    main({ 'app/main.py': text({ 1: 'One' }) });
    await bed.fetch();
    expect(await bed.list()).toHaveLength(1);
    bed.git(['revert', '--no-edit', 'HEAD']);
    bed.push('main');
    await bed.fetch();
    expect(await bed.list()).toHaveLength(1);
    expect(await bed.reviews.changesIn(project, [bed.git(['rev-parse', 'main']).trim()] as never)).toEqual([]);
  });

  it('T6 opens a new change when a merged branch goes on, and none while an abandoned one does', async () => {
    await bed.branch('fix/a', { 'a.txt': 'a\n' });
    const { id } = await bed.changeOf('fix/a');
    await bed.client.abandon({ change: id, reason: 'Not wanted any more' });
    bed.commit('More', { 'b.txt': 'b\n' });
    bed.push('fix/a');
    await bed.fetch();
    expect(await bed.list()).toEqual([]);
    const reopened = await bed.client.reopen({ change: id });
    expect(reopened).toMatchObject({ state: 'open', current: { number: 2 } });

    bed.git(['checkout', '--quiet', 'main']);
    bed.git(['merge', '--quiet', '--squash', 'fix/a']);
    bed.git(['commit', '--quiet', '-m', 'Squashed']);
    bed.push('main');
    await bed.fetch();
    expect(await bed.changeOf('fix/a', 'merged')).toMatchObject({ id });
    bed.git(['checkout', '--quiet', 'fix/a']);
    bed.commit('Third', { 'c.txt': 'c\n' });
    bed.push('fix/a');
    await bed.fetch();
    expect((await bed.changeOf('fix/a')).id).not.toBe(id);
  });

  it('T6 reads hostile branches and names without running or losing anything', async () => {
    for (const name of [
      'fix/$(touch canary)',
      'fix/`id`',
      'fix/--upload-pack=x',
      "fix/it's",
      'fix/\u202eevil',
      'fix/a;b&c|d',
    ])
      bed.git(['push', '--quiet', 'origin', `main~0:refs/heads/${name.replaceAll(' ', '-')}`]);
    bed.git(['checkout', '--quiet', '-B', 'x', 'main']);
    bed.commit('<script>alert(1)</script>\u001b[31m', {
      'a\nb "quoted" \\ \u202e.py': 'x\n',
      '--upload-pack=x': 'y\n',
      ':(top)z': 'z\n',
    });
    const head = bed.git(['rev-parse', 'HEAD']).trim();
    for (const name of ['fix/$(touch-canary)', 'fix/--upload-pack=x', 'fix/\u202eevil'])
      bed.git(['push', '--quiet', '--force', 'origin', `${head}:refs/heads/${name}`]);
    await bed.fetch();
    const changes = await bed.list();
    expect(changes.map(({ branch }) => branch).toSorted()).toEqual([
      'fix/$(touch-canary)',
      'fix/--upload-pack=x',
      'fix/\u202eevil',
    ]);
    const [first] = changes;
    if (first === undefined) throw new Error('no change');
    const { files } = await bed.client.files({ change: first.id, from: 0, to: 1 });
    expect(files.map(({ path }) => path).toSorted()).toEqual([
      '--upload-pack=x',
      ':(top)z',
      'a\nb "quoted" \\ \u202e.py',
    ]);
    for (const { path } of files) {
      const { content } = await bed.client.fileDiff({ change: first.id, from: 0, to: 1, path, whole: false });
      expect(content).toMatchObject({ kind: 'hunks', hunks: [{ lines: [{ kind: 'added', new: 1 }] }] });
    }
  });

  it('T6 says why a branch without a common past cannot be reviewed, and reads the others', async () => {
    bed.git(['checkout', '--quiet', '--orphan', 'alone']);
    bed.commit('Alone', { 'z.txt': 'z\n' });
    bed.push('alone');
    await bed.branch('fix/a', { 'a.txt': 'a\n' });
    expect((await bed.list()).map(({ branch }) => branch)).toEqual(['fix/a']);
    const { unread } = await bed.client.list({ project, state: 'open', before: null, limit: 10 });
    expect(unread).toEqual([{ branch: 'alone', reason: expect.stringContaining('no commit in common') }]);
  });

  it('T6 says that a clone is too shallow, and makes the change when it is not any more', async () => {
    bed.git(['checkout', '--quiet', '-B', 'fix/a', 'main']);
    bed.commit('One', { 'a.txt': 'a\n' });
    bed.push('fix/a');
    main({ 'b.txt': 'b\n' });
    const all = '+refs/heads/*:refs/remotes/origin/*';
    bed.git(['fetch', '--quiet', '--depth=1', `file://${bed.origin}`, all], bed.pitwall);
    await bed.reviews.onFetched(project);
    const list = () => bed.client.list({ project, state: 'open', before: null, limit: 10 });
    expect(await list()).toMatchObject({
      changes: [],
      unread: [{ branch: 'fix/a', reason: expect.stringContaining('too shallow') }],
    });
    bed.git(['fetch', '--quiet', '--unshallow', 'origin', all], bed.pitwall);
    await bed.reviews.onFetched(project);
    expect(await list()).toMatchObject({ changes: [{ branch: 'fix/a' }], unread: [] });
  });

  it('T1 judges what somebody says for the lists, too', async () => {
    const head = await bed.branch('fix/a', { 'a.txt': 'a\n' });
    const { id } = await bed.changeOf('fix/a');
    const opened = Promise.withResolvers<void>();
    const stop = bed.feed.subscribe(() => {
      void bed.list().then(([change]) => change?.gate?.open === true && opened.resolve());
    });
    await bed.client.approve({ change: id, head, member: null, note: '' });
    await opened.promise;
    stop();
  });

  it('T5 judges anew when reports came in, although no branch moved', async () => {
    await bed.close();
    let passed = false;
    const totals = { tests: 1, passed: 1, failed: 0, errors: 0, skipped: 0 };
    bed = await reviewBed({ testsOf: () => (passed ? { totals, failures: [], reports: ['junit.xml'], at: 1 } : null) });
    const { version } = await bed.client.settings({ project });
    const tests = { kind: 'machine', check: 'tests' } as const;
    const always = { kind: 'always' } as const;
    const gate = [{ id: 'tests', title: 'Tests', applicableIf: always, satisfiedIf: tests, overrideIf: always }];
    await bed.client.saveSettings({ project, seen: version, template: { items: [] }, requirements: gate });
    await bed.branch('fix/a', { 'a.txt': 'a\n' });
    const isOpen = async (wanted: boolean): Promise<void> => {
      const told = Promise.withResolvers<void>();
      const look = () => void bed.list().then(([change]) => change?.gate?.open === wanted && told.resolve());
      const stop = bed.feed.subscribe(look);
      look();
      await told.promise;
      stop();
    };
    await isOpen(false);
    passed = true;
    bed.feed.publish('qa', project);
    await bed.fetch();
    await isOpen(true);
  });
});
