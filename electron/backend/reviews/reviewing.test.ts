import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemberId, type Revision } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { lead, project, quietReport, type ReviewBed, reviewBed, window } from './testing/reviewBed.ts';

let bed: ReviewBed;
let id: ChangeId;
let head: Revision;
beforeEach(async () => {
  bed = await reviewBed();
  head = await bed.branch('feature/SA-1-x', { 'app/main.py': text({ 2: 'TWO' }), 'docs/a.md': 'other words\n' });
  id = (await bed.changeOf('feature/SA-1-x')).id;
});
afterEach(() => bed.close());

const text = (over: Readonly<Record<number, string>> = {}): string =>
  `${['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((line, at) => over[at + 1] ?? line).join('\n')}\n`;
const bo = { name: 'Bo', email: 'bo@example.com' };
const writer = { name: 'W', email: 'WRITER@example.com' };

const rebase = async (): Promise<void> => {
  bed.git(['checkout', '--quiet', 'main']);
  bed.commit('On main', { 'other.md': `${Math.random()}\n` });
  bed.push('main');
  bed.git(['checkout', '--quiet', 'feature/SA-1-x']);
  bed.git(['rebase', '--quiet', 'main']);
  bed.push('feature/SA-1-x');
  await bed.fetch();
  head = (await bed.whole(id)).current.head;
};
const edit = async (files: Readonly<Record<string, string>>): Promise<void> => {
  bed.git(['checkout', '--quiet', 'feature/SA-1-x']);
  head = bed.commit('Edit', files);
  bed.push('feature/SA-1-x');
  await bed.fetch();
};
const requirement = async (name: string) => (await bed.whole(id)).gate.requirements.find((each) => each.id === name);

describe('approvals', () => {
  it('T3 keeps an approval over a rebase and loses it by an edit, and says so', async () => {
    await bed.client.approve({ change: id, head, member: null, note: '' });
    expect(await requirement('approved')).toMatchObject({ state: 'satisfied', reasons: ['Approved by Lea Lead.'] });
    await rebase();
    expect(await requirement('approved')).toMatchObject({ state: 'satisfied' });
    await edit({ 'app/main.py': text({ 2: 'Two' }) });
    expect(await requirement('approved')).toMatchObject({
      state: 'unsatisfied',
      reasons: expect.arrayContaining(['Lea Lead approved revision 1; the code was edited since (revision 3).']),
    });
    expect((await bed.whole(id)).votes).toMatchObject([{ state: 'stale' }]);
    await edit({ 'app/main.py': text({ 2: 'TWO' }) });
    expect(await requirement('approved')).toMatchObject({ state: 'satisfied' });
  });

  it('T3 lets no author approve: not by another spelling, not as co-author, not written down for a member', async () => {
    bed.be(writer);
    await expect(bed.client.approve({ change: id, head, member: null, note: '' })).rejects.toMatchObject({
      code: 'REFUSED',
    });
    bed.be(lead);
    const member = MemberId.parse('00000000-0000-4000-8000-0000000000d1');
    bed.member(member, 'Wendy', 'writer@example.com');
    await expect(bed.client.approve({ change: id, head, member, note: '' })).rejects.toMatchObject({ code: 'REFUSED' });
    bed.member(member, 'Nobody', null);
    await expect(bed.client.approve({ change: id, head, member, note: '' })).rejects.toMatchObject({ code: 'REFUSED' });
    bed.member(member, 'Bo', bo.email);
    await bed.client.approve({ change: id, head, member, note: 'By telephone' });
    expect((await bed.whole(id)).votes).toMatchObject([{ person: bo, recordedBy: 'lead@desk', state: 'counts' }]);
    // Who approved and then writes some of it is no approver any more.
    bed.git(['commit', '--quiet', '--amend', '-m', 'Work\n\nCo-authored-by: Bo <BO@example.com>']);
    bed.push('feature/SA-1-x');
    await bed.fetch();
    expect((await bed.whole(id)).votes).toMatchObject([{ state: 'of-author' }]);
    expect(bed.ledger().some(({ verb, summary }) => verb === 'change.approve' && summary.includes('for Bo'))).toBe(
      true,
    );
  });

  it('T3 blocks by one veto, over new code too, until who gave it takes it back', async () => {
    bed.be(bo);
    await bed.client.veto({ change: id, head, member: null, note: 'It loses orders' });
    bed.be(lead);
    await bed.client.approve({ change: id, head, member: null, note: '' });
    expect(await requirement('no-veto')).toMatchObject({ state: 'unsatisfied', reasons: ['Veto by Bo.'] });
    await edit({ 'app/main.py': text({ 2: 'Two' }) });
    expect(await requirement('no-veto')).toMatchObject({ state: 'unsatisfied' });
    await bed.client.withdraw({ change: id, member: null });
    expect(await requirement('no-veto')).toMatchObject({ state: 'unsatisfied' });
    bed.be(bo);
    await bed.client.withdraw({ change: id, member: null });
    expect(await requirement('no-veto')).toMatchObject({ state: 'satisfied' });
  });

  it('T3 speaks for no code that was not seen, and for nobody who is not known', async () => {
    const before = head;
    await edit({ 'app/main.py': text({ 2: 'Two' }) });
    await expect(bed.client.approve({ change: id, head: before, member: null, note: '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { changes: [expect.stringContaining(head.slice(0, 7))] },
    });
    bed.be(null);
    await expect(bed.client.approve({ change: id, head, member: null, note: '' })).rejects.toMatchObject({
      code: 'REFUSED',
    });
  });

  it('T3 keeps what two windows say at once', async () => {
    const member = MemberId.parse('00000000-0000-4000-8000-0000000000d1');
    bed.member(member, 'Bo', bo.email);
    await Promise.all([
      bed.client.approve({ change: id, head, member, note: '' }),
      bed.client.approve({ change: id, head, member: null, note: '' }),
    ]);
    await Promise.all([
      bed.client.comment({ change: id, revision: 1, place: { path: null, side: 'new', line: null }, body: 'One' }),
      bed.client.comment({ change: id, revision: 1, place: { path: null, side: 'new', line: null }, body: 'Two' }),
    ]);
    const whole = await bed.whole(id);
    expect(whole.votes.map(({ person, state }) => [person.name, state]).toSorted()).toEqual([
      ['Bo', 'counts'],
      ['Lea Lead', 'counts'],
    ]);
    expect(whole.comments.map(({ body }) => body).toSorted()).toEqual(['One', 'Two']);
  });
});

describe('the checklist', () => {
  const answer = (item: string, over: object = {}) =>
    bed.client.answer({ change: id, head, item, verdict: 'pass', evidence: '', seen: 0, ...over });

  it('T4 keeps answers over a rebase and reopens just those whose files were edited', async () => {
    const { version, requirements, template } = await bed.client.settings({ project });
    const items = template.items.map((each) => (each.id === 'readable' ? { ...each, globs: ['docs/**'] } : each));
    await bed.client.saveSettings({ project, seen: version, requirements, template: { items } });
    await answer('purpose');
    await answer('readable');
    await answer('edge-cases', { verdict: 'not-applicable', evidence: 'Only words' });
    await rebase();
    const states = async () =>
      Object.fromEntries(
        (await bed.whole(id)).checklist.map((each) => [each.id, [each.state, each.answer?.reopenedBy ?? null]]),
      );
    expect(await states()).toMatchObject({
      purpose: ['pass', []],
      readable: ['pass', []],
      'edge-cases': ['not-applicable', []],
    });
    await edit({ 'docs/a.md': 'yet other words\n' });
    expect(await states()).toMatchObject({
      purpose: ['open', ['docs/a.md']],
      readable: ['open', ['docs/a.md']],
      'edge-cases': ['not-applicable', []],
    });
  });

  it('T4 overwrites no answer that came in between', async () => {
    await answer('purpose');
    bed.be(bo);
    await expect(answer('purpose', { verdict: 'fail', evidence: 'No' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { changes: ['Lea Lead said pass'] },
    });
    const second = await answer('purpose', { verdict: 'fail', evidence: 'No', seen: 1 });
    expect(second).toMatchObject({ version: 2, by: bo });
  });

  it('T2 wants the reason of what fails or does not apply, and lets nobody answer for the machine', async () => {
    await expect(answer('purpose', { verdict: 'fail' })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(answer('tests-pass')).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(answer('no-such-point')).rejects.toMatchObject({ code: 'REFUSED' });
  });

  it('T5 answers by itself; what is missing is no pass, what falls over is an error', async () => {
    await bed.close();
    let broken = false;
    bed = await reviewBed({
      coverageOf: () =>
        Promise.resolve({ files: [{ path: 'app/main.py', covered: [2], missed: [] }], reports: ['lcov.info'], at: 1 }),
      testsOf: () => null,
      checkPatterns: async ({ head: of, base }) => {
        if (broken) throw new Error('the engine fell over');
        return quietReport(of, base);
      },
    });
    head = await bed.branch('fix/b', { 'app/main.py': text({ 2: 'TWO' }) });
    id = (await bed.changeOf('fix/b')).id;
    const machine = async () =>
      Object.fromEntries(
        (await bed.whole(id)).checklist.flatMap(({ machine: it }) => (it === null ? [] : [[it.check, it.state]])),
      );
    expect(await machine()).toEqual({ tests: 'missing', coverage: 'pass', secrets: 'pass', patterns: 'pass' });
    // What is known of these commits holds until the rules are others.
    broken = true;
    bed.reviews.judgeAgain(project);
    expect(await machine()).toMatchObject({ patterns: 'error' });
    expect(await requirement('patterns')).toMatchObject({
      state: 'error',
      reasons: [expect.stringContaining('the engine fell over')],
    });
    broken = false;
    bed.clock.move(30_000);
    expect(await machine()).toMatchObject({ patterns: 'pass' });
  });

  it('T5 opens at once while the rules are still being checked, tells how far it is, and lets nothing be merged meanwhile', async () => {
    await bed.close();
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<(done: number, total: number) => void>();
    bed = await reviewBed({
      checkPatterns: async ({ head: of, base, onProgress = () => {} }) => {
        begun.resolve(onProgress);
        await held.promise;
        return quietReport(of, base);
      },
    });
    head = await bed.branch('fix/b', { 'app/main.py': text({ 2: 'TWO' }) });
    id = (await bed.changeOf('fix/b')).id;
    const rules = async () =>
      (await bed.whole(id)).checklist.find(({ machine }) => machine?.check === 'patterns')?.machine;
    const told = () =>
      new Promise<void>((resolve) => {
        const stop = bed.feed.subscribe((event) => {
          if (event.kind !== 'change' || event.entity !== 'change' || event.id !== id) return;
          stop();
          resolve();
        });
      });
    expect(await rules()).toMatchObject({ state: 'running', progress: { done: 0, total: 0 } });
    expect(await requirement('patterns')).toMatchObject({
      state: 'unsatisfied',
      reasons: expect.arrayContaining([expect.stringContaining('It is being checked.')]),
    });
    expect((await bed.changeOf('fix/b')).gate).toBeNull();
    const progress = told();
    bed.clock.move(1_000);
    (await begun.promise)(3, 40);
    await progress;
    expect(await rules()).toMatchObject({ summary: 'It is being checked: 3 of 40 files.' });
    let isMerged = false;
    const merging = bed.client.merge({ change: id, head, window }).finally(() => {
      isMerged = true;
    });
    expect(await rules()).toMatchObject({ state: 'running' });
    expect(isMerged).toBe(false);
    const ended = told();
    held.resolve();
    await ended;
    expect(await rules()).toMatchObject({ state: 'pass' });
    expect(await merging).toMatchObject({ kind: 'closed' });
  });

  it('T5 finds a secret in the diff, masked, until somebody says why it is none', async () => {
    const secret = `k7Qx9ZtB3mWv5RnY8sLp2HdGf4JcTa6E`;
    await edit({ 'app/settings.py': `api_token = "${secret}"\n` });
    const found = async () =>
      (await bed.whole(id)).checklist.find(({ machine }) => machine?.check === 'secrets')?.machine;
    const answered = await found();
    expect(answered).toMatchObject({
      state: 'fail',
      findings: [{ rule: 'random-value', path: 'app/settings.py', line: 1 }],
    });
    expect(JSON.stringify(await bed.whole(id))).not.toContain(secret);
    const fingerprint = answered?.findings[0]?.fingerprint ?? '';
    await bed.client.suppressSecret({ change: id, head, fingerprint, reason: 'The sample of the manual' });
    expect(await found()).toMatchObject({
      state: 'pass',
      findings: [{ suppressed: { reason: 'The sample of the manual', by: 'Lea Lead' } }],
    });
    expect(bed.ledger()[0]?.summary).toContain('The sample of the manual');
    await bed.client.unsuppressSecret({ change: id, fingerprint });
    expect(await found()).toMatchObject({ state: 'fail' });
  });
});

describe('comments', () => {
  const on = (line: number | null, over: object = {}) =>
    bed.client.comment({
      change: id,
      revision: 1,
      place: { path: 'app/main.py', side: 'new', line, ...over },
      body: `On ${line}`,
    });
  const positions = async () =>
    Object.fromEntries((await bed.whole(id)).comments.map(({ body, position }) => [body, position]));

  it('T6 follows the code: up, down, through a rename, and outdated when its line is changed', async () => {
    await on(2);
    await on(6);
    await on(null);
    await edit({ 'app/main.py': `zero\n${text({ 2: '2', 3: '3' })}` });
    expect(await positions()).toEqual({
      'On 2': { state: 'outdated' },
      'On 6': { state: 'here', path: 'app/main.py', line: 7 },
      'On null': { state: 'here', path: 'app/main.py', line: null },
    });
    bed.git(['mv', 'app/main.py', 'app/first.py']);
    await edit({});
    expect(await positions()).toMatchObject({ 'On 6': { state: 'here', path: 'app/first.py', line: 7 } });
    bed.git(['checkout', '--quiet', 'main', '--', 'app/main.py']);
    bed.git(['rm', '--quiet', '-f', 'app/first.py']);
    await edit({});
    expect(await positions()).toMatchObject({ 'On 6': { state: 'outdated' } });
  });

  it('T6 keeps the gate closed while one is open, and keeps answers with it', async () => {
    const { id: comment } = await on(2);
    expect(await requirement('comments')).toMatchObject({ state: 'unsatisfied' });
    await bed.client.reply({ comment, body: 'Done' });
    const resolved = await bed.client.resolve({ comment, resolved: true });
    expect(resolved).toMatchObject({ replies: [{ body: 'Done', author: lead }], resolved: { by: lead } });
    expect(await requirement('comments')).toMatchObject({ state: 'satisfied' });
  });

  it('T6 are edited and deleted by their writer alone, not over what was edited in between, and the ledger keeps what they said', async () => {
    const { id: comment } = await on(2);
    const { replies } = await bed.client.reply({ comment, body: 'An answer' });
    const edited = await bed.client.editComment({ comment, seen: 1, body: 'Better said' });
    expect(edited).toMatchObject({ body: 'Better said', version: 2, editedAt: expect.any(Number) });
    await expect(bed.client.editComment({ comment, seen: 1, body: 'Late' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { changes: ['Better said'] },
    });
    bed.be(bo);
    await expect(bed.client.editComment({ comment, seen: 2, body: 'Mine' })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(bed.client.deleteComment({ comment, seen: 2 })).rejects.toMatchObject({ code: 'REFUSED' });
    bed.be(lead);
    expect(await bed.client.deleteComment({ comment, seen: 2 })).toMatchObject({
      body: '',
      deletedAt: expect.any(Number),
      replies: [{ body: 'An answer' }],
    });
    await expect(bed.client.editComment({ comment, seen: 3, body: 'Again' })).rejects.toMatchObject({
      code: 'REFUSED',
    });
    // The thread is open for as long as something of it stands.
    expect((await bed.whole(id)).openComments).toBe(1);
    const [reply] = replies;
    if (reply === undefined) throw new Error('no answer');
    await bed.client.deleteComment({ comment: reply.id, seen: 1 });
    expect((await bed.whole(id)).openComments).toBe(0);
    const lines = bed.ledger().filter(({ verb }) => verb === 'change.edit' || verb === 'change.delete');
    expect(lines.map(({ summary }) => summary.replace(/.*it said: /, '')).toSorted()).toEqual([
      'An answer',
      'Better said',
      'On 2',
    ]);
    expect(bed.db.prepare("SELECT inverse FROM ledger WHERE verb = 'change.edit'").pluck().get()).toBe(
      JSON.stringify({ comment, body: 'On 2', version: 1 }),
    );
  });

  it('T6 are new to everybody but their writer until they saw them, resolved or not', async () => {
    const { id: comment } = await on(2);
    expect((await bed.whole(id)).newComments).toBe(0);
    bed.be(bo);
    await bed.client.reply({ comment, body: 'An answer' });
    await bed.client.resolve({ comment, resolved: true });
    const whole = await bed.whole(id);
    expect(whole).toMatchObject({
      newComments: 1,
      openComments: 0,
      comments: [{ isNew: true, replies: [{ isNew: false }] }],
    });
    await bed.client.markSeen({ change: id, comments: [comment] });
    await bed.client.markSeen({ change: id, comments: [comment] });
    expect((await bed.whole(id)).newComments).toBe(0);
    bed.be(lead);
    expect((await bed.changeOf('feature/SA-1-x')).newComments).toBe(1);
    bed.be(null);
    expect((await bed.whole(id)).newComments).toBe(0);
  });

  it('T6 takes none on what is not there', async () => {
    await expect(on(99)).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(on(1, { path: 'nothing.py' })).rejects.toMatchObject({ code: 'GONE' });
    await expect(on(1, { path: null })).rejects.toMatchObject({ code: 'REFUSED' });
  });
});

describe('reviewed marks', () => {
  it('T6 stay on a file that a new revision leaves alone, and are of one person', async () => {
    await bed.client.markReviewed({ change: id, from: 0, to: 1, paths: ['app/main.py', 'docs/a.md'], reviewed: true });
    await edit({ 'docs/a.md': 'yet other words\n' });
    const reviewed = async (from: number, to: number) =>
      Object.fromEntries(
        (await bed.client.files({ change: id, from, to })).files.map((file) => [file.path, file.reviewed]),
      );
    expect(await reviewed(0, 2)).toEqual({ 'app/main.py': true, 'docs/a.md': false });
    expect(await reviewed(0, 1)).toEqual({ 'app/main.py': true, 'docs/a.md': true });
    expect(await reviewed(1, 2)).toEqual({ 'docs/a.md': false });
    bed.be(bo);
    expect(await reviewed(0, 2)).toEqual({ 'app/main.py': false, 'docs/a.md': false });
  });

  it('T6 tells what changed since somebody looked from what the base brought', async () => {
    await edit({ 'docs/a.md': 'yet other words\n' });
    await rebase();
    const { files } = await bed.client.files({ change: id, from: 1, to: 3 });
    expect(files.map(({ path, baseOnly }) => [path, baseOnly])).toEqual([
      ['docs/a.md', false],
      ['other.md', true],
    ]);
  });
});

describe('an override', () => {
  const override = (over: object = {}) =>
    bed.client.override({ change: id, head, reason: 'The shop is down', due: '2026-01-20', window, ...over });

  it('T7 makes its dated item in the same step, counts, is seen, and holds for this code alone', async () => {
    const made = await override();
    expect(made).toMatchObject({
      reason: 'The shop is down',
      due: '2026-01-20',
      by: lead,
      counts: true,
      itemKey: 'SA-1',
    });
    expect(bed.items()).toMatchObject([
      {
        title: expect.stringContaining('By 2026-01-20'),
        description: expect.stringContaining('The shop is down'),
        source: { system: 'override', externalId: made.id },
        triage: { state: 'waiting' },
      },
    ]);
    const whole = await bed.whole(id);
    expect(whole).toMatchObject({
      overridesOfProject: 1,
      overrides: 1,
      overrideList: [{ counts: true, open: expect.arrayContaining(['Code quality']) }],
    });
    expect(whole.gate).toMatchObject({ state: 'overridden', open: true });
    expect(bed.ledger().map(({ verb }) => verb)).toEqual(expect.arrayContaining(['change.override', 'item.create']));
    await edit({ 'docs/a.md': 'yet other words\n' });
    expect(await bed.whole(id)).toMatchObject({ gate: { state: 'unsatisfied' }, overrideList: [{ counts: false }] });
    bed.clock.move(91 * 86_400_000);
    expect((await bed.whole(id)).overridesOfProject).toBe(0);
  });

  it('T7 passes no veto, asks a reason and a day to come, and leaves nothing behind when it is refused', async () => {
    await bed.client.veto({ change: id, head, member: null, note: 'No' });
    await override();
    expect(await bed.whole(id)).toMatchObject({ gate: { state: 'unsatisfied', open: false } });
    const before = bed.items().length;
    await expect(override({ reason: ' ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(override({ due: '2026-01-01' })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(override({ due: '2029-01-01' })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(override()).rejects.toMatchObject({ code: 'REFUSED' });
    expect(bed.items()).toHaveLength(before);
  });
});

describe('what reviews ask', () => {
  it('T2 is edited as a whole, and never over what another window saved', async () => {
    const { version, template, requirements } = await bed.client.settings({ project });
    const items = template.items.filter(({ id: item }) => item !== 'migrations');
    await bed.client.saveSettings({ project, seen: version, requirements, template: { items } });
    await expect(bed.client.saveSettings({ project, seen: version, requirements, template })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { changes: [expect.stringContaining('new point')] },
    });
    expect(bed.ledger()[0]).toMatchObject({ verb: 'review.settings', summary: expect.stringContaining('removed') });
    expect((await bed.client.settings({ project })).version).toBe(1);
  });
});
