import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Revision } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { lead, project, type ReviewBed, reviewBed, window } from './testing/reviewBed.ts';

let bed: ReviewBed;
beforeEach(async () => {
  bed = await reviewBed();
  await bed.simpleGate();
});
afterEach(() => bed.close());

const text = (over: Readonly<Record<number, string>> = {}): string =>
  `${['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((line, at) => over[at + 1] ?? line).join('\n')}\n`;
const mainMoves = (files: Readonly<Record<string, string>>): Revision => {
  bed.git(['checkout', '--quiet', 'main']);
  const head = bed.commit('On main', files);
  bed.push('main');
  return head;
};
const originMain = (): string => bed.git(['rev-parse', 'main'], bed.origin).trim();
const approved = async (branch: string): Promise<{ readonly id: ChangeId; readonly head: Revision }> => {
  const { id, current } = await bed.changeOf(branch);
  await bed.client.approve({ change: id, head: current.head, member: null, note: '' });
  return { id, head: current.head };
};
const merge = (id: ChangeId, head: Revision) => bed.client.merge({ change: id, head, window });
const log = (format: string): string => bed.git(['log', '-1', `--format=${format}`, 'main'], bed.origin).trim();

describe('a merge', () => {
  it('T1 by a merge commit keeps the branch’s commits, and is the person’s who made it', async () => {
    await bed.branch('feature/x', { 'app/main.py': text({ 1: 'ONE' }) });
    const base = mainMoves({ 'docs/b.md': 'b\n' });
    await bed.fetch();
    const { id, head } = await approved('feature/x');
    const outcome = await merge(id, head);
    expect(outcome).toMatchObject({
      kind: 'merged',
      change: {
        state: 'merged',
        merged: { how: 'merge', outside: false, revision: 1, by: 'Lea Lead', gate: { open: true } },
      },
    });
    expect(log('%P')).toBe(`${base} ${head}`);
    expect(log('%an <%ae> %cn <%ce>')).toBe(`${lead.name} <${lead.email}> ${lead.name} <${lead.email}>`);
    expect(log('%s')).toBe('Work');
    expect(bed.git(['show', 'main:app/main.py'], bed.origin)).toBe(text({ 1: 'ONE' }));
    expect(bed.merged).toEqual(['feature/x']);
    await bed.fetch();
    expect(await bed.list()).toEqual([]);
    const commit = originMain() as Revision;
    expect(await bed.reviews.changesIn(project, [commit, head, base])).toEqual([
      { id, title: 'Work', item: null, revisions: [commit, head], state: 'satisfied', open: [] },
    ]);
  });

  it('T1 by squash is one commit that names everybody who wrote some of it', async () => {
    bed.mergeBy('squash');
    await bed.branch(
      'feature/x',
      { 'app/main.py': text({ 1: 'ONE' }) },
      'First\n\nCo-authored-by: Bo <bo@example.com>',
    );
    bed.commit('Second', { 'b.md': 'b\n' });
    bed.push('feature/x');
    mainMoves({ 'docs/b.md': 'b\n' });
    await bed.fetch();
    const { id, head } = await approved('feature/x');
    expect(await merge(id, head)).toMatchObject({ kind: 'merged', change: { merged: { how: 'squash' } } });
    expect(log('%P').split(' ')).toHaveLength(1);
    expect(log('%(trailers:key=Co-authored-by,valueonly)').split('\n')).toEqual([
      'Sample Writer <writer@example.com>',
      'Bo <bo@example.com>',
    ]);
    expect(log('%B')).toContain('* First\n* Second');
    await bed.fetch();
    expect(await bed.list()).toEqual([]);
  });

  it('T1 by fast-forward moves the base to the very commit, and is refused when the base has more', async () => {
    bed.mergeBy('fast-forward');
    await bed.branch('feature/x', { 'app/main.py': text({ 1: 'ONE' }) });
    await bed.branch('feature/y', { 'y.md': 'y\n' });
    const { id, head } = await approved('feature/x');
    expect(await merge(id, head)).toMatchObject({
      kind: 'merged',
      change: { merged: { how: 'fast-forward', commit: head } },
    });
    expect(originMain()).toBe(head);
    await bed.fetch();
    const other = await approved('feature/y');
    expect(await merge(other.id, other.head)).toMatchObject({
      kind: 'closed',
      gate: {
        requirements: expect.arrayContaining([
          expect.objectContaining({
            id: 'mergeable',
            state: 'unsatisfied',
            reasons: ['main has 1 commit that the branch does not have: rebase it.'],
          }),
        ]),
      },
    });
    expect(originMain()).toBe(head);
  });

  it('T1 is refused with what is open while the gate is closed, and nothing moves', async () => {
    await bed.branch('feature/x', { 'app/main.py': text({ 1: 'ONE' }) });
    const { id, current } = await bed.changeOf('feature/x');
    const before = originMain();
    expect(await merge(id, current.head)).toMatchObject({
      kind: 'closed',
      gate: {
        open: false,
        requirements: expect.arrayContaining([expect.objectContaining({ id: 'approved', state: 'unsatisfied' })]),
      },
    });
    expect(originMain()).toBe(before);
    expect(bed.merged).toEqual([]);
  });

  it('T1 tells a conflict by its files, and nothing is half merged', async () => {
    await bed.branch('feature/x', { 'app/main.py': text({ 1: 'ONE' }), 'docs/a.md': null });
    const base = mainMoves({ 'app/main.py': text({ 1: 'Eins' }), 'docs/a.md': 'changed\n' });
    await bed.fetch();
    const { id, head } = await approved('feature/x');
    const whole = await bed.whole(id);
    expect(whole.conflicts.map(({ path, kind }) => [path, kind])).toEqual([
      ['app/main.py', 'CONFLICT (contents)'],
      ['docs/a.md', 'CONFLICT (modify/delete)'],
    ]);
    expect(whole.behind).toBe(1);
    expect(await merge(id, head)).toMatchObject({ kind: 'closed' });
    const { version, template } = await bed.client.settings({ project });
    await bed.client.saveSettings({ project, seen: version, template, requirements: [] });
    expect(await merge(id, head)).toMatchObject({
      kind: 'conflict',
      conflicts: [{ path: 'app/main.py' }, { path: 'docs/a.md' }],
    });
    expect(originMain()).toBe(base);
    expect((await bed.whole(id)).state).toBe('open');
  });

  it('T1 of two at once one wins and the other is told', async () => {
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const x = await approved('feature/x');
    const twice = await Promise.allSettled([merge(x.id, x.head), merge(x.id, x.head)]);
    const ends = twice.map((each) => (each.status === 'fulfilled' ? each.value.kind : each.reason.code));
    expect(ends.toSorted()).toEqual(['REFUSED', 'merged']);
    expect(bed.merged).toEqual(['feature/x']);
  });

  it('T1 gives way when somebody pushes to the base in the last moment', async () => {
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const { id, head } = await approved('feature/x');
    let theirs = '';
    bed.onPublish(() => {
      theirs = mainMoves({ 'theirs.md': 'theirs\n' });
    });
    expect(await merge(id, head)).toMatchObject({ kind: 'moved' });
    expect(originMain()).toBe(theirs);
    bed.onPublish(() => {});
    await bed.fetch();
    expect((await bed.whole(id)).state).toBe('open');
    expect(await merge(id, head)).toMatchObject({ kind: 'merged' });
  });

  it('T1 gives way when the branch itself gets more in the last moment', async () => {
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const { id, head } = await approved('feature/x');
    const before = originMain();
    bed.onPublish(() => {
      bed.commit('More', { 'y.md': 'y\n' });
      bed.push('feature/x');
    });
    expect(await merge(id, head)).toEqual({
      kind: 'moved',
      message: 'feature/x moved at the origin in between. Fetch, look at what is new there, then try again.',
    });
    expect(originMain()).toBe(before);
    expect((await bed.whole(id)).state).toBe('open');
  });

  it('T1 of code that was not looked at is refused', async () => {
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const { id, head } = await approved('feature/x');
    bed.commit('More', { 'y.md': 'y\n' });
    bed.push('feature/x');
    await bed.fetch();
    expect(await merge(id, head)).toMatchObject({
      kind: 'moved',
      message: expect.stringContaining('look at the new revision'),
    });
  });

  it.each(['the next look', 'the next try'])(
    'T1 that was cut off after the push is finished at %s, once',
    async (when) => {
      await bed.branch('feature/x', { 'x.md': 'x\n' });
      const { id, head } = await approved('feature/x');
      bed.onPublish(
        () => {},
        () => {
          throw new Error('killed');
        },
      );
      await expect(merge(id, head)).rejects.toBeTruthy();
      bed.onPublish(() => {});
      expect((await bed.whole(id)).state).toBe('open');
      if (when === 'the next try') await expect(merge(id, head)).rejects.toMatchObject({ code: 'REFUSED' });
      bed.restart();
      await bed.fetch();
      expect(await bed.changeOf('feature/x', 'merged')).toMatchObject({
        merged: { outside: false, how: 'merge', by: 'Lea Lead' },
      });
      expect(bed.merged).toEqual(['feature/x']);
      expect(await bed.reviews.changesIn(project, [head])).toMatchObject([{ id, state: 'satisfied' }]);
    },
  );

  it('T1 that was cut off before the push is forgotten at the next look, and can be tried again', async () => {
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const { id, head } = await approved('feature/x');
    const before = originMain();
    bed.onPublish(() => {
      throw new Error('killed');
    });
    await expect(merge(id, head)).rejects.toBeTruthy();
    bed.onPublish(() => {});
    bed.restart();
    await bed.fetch();
    expect(originMain()).toBe(before);
    expect((await bed.whole(id)).state).toBe('open');
    expect(await merge(id, head)).toMatchObject({ kind: 'merged' });
  });

  it('T1 keeps an approval that somebody takes back while the gate is judged from counting', async () => {
    await bed.close();
    let onCheck: () => unknown = () => {};
    bed = await reviewBed({
      checkPatterns: async () => {
        await onCheck();
        throw new Error('not asked');
      },
    });
    await bed.simpleGate();
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const { id, head } = await approved('feature/x');
    onCheck = () => bed.client.withdraw({ change: id, member: null });
    const { version, template, requirements } = await bed.client.settings({ project });
    const patterns = { kind: 'any', of: [{ kind: 'always' }, { kind: 'machine', check: 'patterns' }] } as const;
    await bed.client.saveSettings({
      project,
      seen: version,
      template,
      requirements: requirements.map((each) => (each.id === 'no-veto' ? { ...each, satisfiedIf: patterns } : each)),
    });
    expect(await merge(id, head)).toMatchObject({
      kind: 'closed',
      gate: {
        state: 'error',
        requirements: expect.arrayContaining([expect.objectContaining({ id: 'approved', state: 'unsatisfied' })]),
      },
    });
  });

  it('T3 of a merge elsewhere can be approved late, and then counts for a deploy', async () => {
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const { id, current } = await bed.changeOf('feature/x');
    bed.git(['checkout', '--quiet', 'main']);
    bed.git(['merge', '--quiet', '--ff-only', 'feature/x']);
    bed.push('main');
    await bed.fetch();
    expect(await bed.reviews.changesIn(project, [current.head])).toMatchObject([{ state: 'unsatisfied' }]);
    await bed.client.approve({ change: id, head: current.head, member: null, note: 'Looked at it late' });
    expect(await bed.reviews.changesIn(project, [current.head])).toMatchObject([{ state: 'satisfied', open: [] }]);
  });
});

describe('a merge that Pitwall cannot see', () => {
  /** Squashed elsewhere over a conflict that was mended, and the branch deleted. */
  const mended = async () => {
    await bed.branch('feature/x', { 'app/main.py': text({ 1: 'mine' }) });
    const { id, head } = await approved('feature/x');
    mainMoves({ 'app/main.py': text({ 1: 'theirs' }) });
    const commit = mainMoves({ 'app/main.py': text({ 1: 'mine and theirs' }) });
    bed.git(['push', '--quiet', 'origin', ':feature/x']);
    await bed.fetch();
    expect(await bed.changeOf('feature/x')).toMatchObject({ state: 'open', branchGoneAt: expect.any(Number) });
    return { id, head, commit };
  };
  const tell = (id: ChangeId, head: Revision, commit: string, reason = 'A conflict was mended <b>') =>
    bed.client.tellMerged({ change: id, head, commit, reason, window });

  it('T1 is told by a person with its commit and the reason, is no clean pass, and is taken back', async () => {
    const { id, head, commit } = await mended();
    await expect(tell(id, head, 'f'.repeat(40))).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(tell(id, head, head)).rejects.toMatchObject({ code: 'REFUSED' });
    expect(await tell(id, head, commit.slice(0, 10))).toMatchObject({
      state: 'merged',
      merged: { how: 'told', outside: true, by: 'Lea Lead', commit, reason: 'A conflict was mended <b>' },
    });
    expect(bed.merged).toEqual(['feature/x']);
    expect(await bed.reviews.changesIn(project, [commit])).toMatchObject([{ id, state: 'overridden', open: [] }]);
    expect(bed.ledger().map(({ verb }) => verb)).toContain('change.tell-merge');
    expect((await bed.whole(id)).gate.requirements.at(-1)).toMatchObject({ id: 'told-merge', state: 'overridden' });
    await bed.fetch();
    expect(await bed.client.reopen({ change: id })).toMatchObject({ state: 'open', merged: null });
    expect(await bed.reviews.changesIn(project, [commit])).toEqual([]);
    await bed.client.abandon({ change: id, reason: 'It is in main in another form' });
    expect(await bed.client.reopen({ change: id })).toMatchObject({ state: 'open', abandoned: null });
  });

  it('T1 cannot be taken back when Pitwall saw it', async () => {
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    const { id, head } = await approved('feature/x');
    await merge(id, head);
    await expect(bed.client.reopen({ change: id })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(tell(id, head, originMain())).rejects.toMatchObject({ code: 'REFUSED' });
  });
});
