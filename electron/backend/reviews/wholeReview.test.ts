import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BranchBed, branchBed } from '../branches/testing/branchBed.ts';

let bed: BranchBed;
beforeEach(async () => {
  bed = await branchBed();
});
afterEach(() => bed.remove());

const me = { name: 'Lea Lead', email: 'lead@example.com' };

/** A branch of an item with one commit by somebody else, fetched. */
const change = async (files: Readonly<Record<string, string>>) => {
  const item = await bed.addItem('Log in');
  await bed.use({ me, mergeMethod: 'squash' });
  await bed.start(item, `feature/${item.key}-log-in`);
  bed.repo.git(['fetch', '--quiet', 'origin']);
  bed.repo.git(['checkout', '--quiet', `feature/${item.key}-log-in`]);
  const head = bed.repo.commit('Work', files);
  bed.repo.git(['push', '--quiet', 'origin', 'HEAD']);
  await bed.fetch();
  const { changes } = await bed.client.reviews.list({ project: bed.project, state: 'open', before: null, limit: 10 });
  const [found] = changes;
  if (found === undefined) throw new Error('no change');
  return { item, head, id: found.id, found };
};

describe('the whole way of a review', () => {
  it('T2 goes from a branch over its checklist and approval to a merge by squash, and the item is done', async () => {
    const { item, head, id, found } = await change({ 'words.md': 'hello\n' });
    expect(found).toMatchObject({ item: item.id, itemKey: item.key, title: 'Log in', current: { head } });
    expect(await bed.client.reviews.merge({ change: id, head, window: bed.window })).toMatchObject({
      kind: 'closed',
      gate: { state: 'unsatisfied' },
    });
    const before = await bed.client.reviews.change({ change: id });
    // No Python was changed: the rules have nothing to say, and the reports of tests are missing.
    const asked = before.checklist.filter(({ required, state }) => required && state !== 'off');
    expect(asked.map((each) => [each.id, each.state])).toEqual([
      ['purpose', 'open'],
      ['readable', 'open'],
      ['failures', 'open'],
      ['tests-pass', 'open'],
      ['secrets', 'pass'],
      ['input', 'open'],
    ]);
    for (const each of asked.filter(({ machine, state }) => machine === null && state === 'open'))
      await bed.client.reviews.answer({ change: id, head, item: each.id, verdict: 'pass', evidence: 'Read', seen: 0 });
    await bed.client.reviews.approve({ change: id, head, member: null, note: '' });
    const { gate } = await bed.client.reviews.change({ change: id });
    expect(
      gate.requirements.filter(({ state }) => state !== 'satisfied').map((each) => [each.id, each.reasons]),
    ).toEqual([
      ['quality', ['The tests pass: There is no report of tests for this revision: run them on the QA page.']],
    ]);
    await bed.client.reviews.override({
      change: id,
      head,
      reason: 'Only words',
      due: new Date(bed.folder.clock.now() + 7 * 86_400_000).toISOString().slice(0, 10),
      window: bed.window,
    });
    const outcome = await bed.client.reviews.merge({ change: id, head, window: bed.window });
    expect(outcome).toMatchObject({
      kind: 'merged',
      change: { merged: { how: 'squash', gate: { state: 'overridden' } } },
    });
    expect(await bed.status(item.id)).toBe('done');
    expect(
      bed.repo.git(['log', '-1', '--format=%s%n%an%n%(trailers:key=Co-authored-by)', 'main'], bed.repo.origin),
    ).toBe(`Log in (${item.key})\nLea Lead\nCo-authored-by: Sample Writer <writer@example.com>\n\n`);
    await bed.fetch();
    await bed.restart();
    await bed.fetch();
    const list = (state: 'open' | 'merged') =>
      bed.client.reviews.list({ project: bed.project, state, before: null, limit: 10 });
    expect((await list('open')).changes).toEqual([]);
    expect((await list('merged')).changes).toMatchObject([{ id, merged: { outside: false } }]);
    const { entries } = await bed.client.ledger.list({ project: bed.project, before: null, limit: 100 });
    for (const verb of ['change.revision', 'change.answer', 'change.approve', 'change.override', 'change.merge'])
      expect(entries.some((entry) => entry.verb === verb)).toBe(true);
  });

  it('T5 hears the pattern rules: a blocking call in an async route is a finding of the change', async () => {
    const code = 'import time\n\n\nasync def route():\n    time.sleep(1)\n';
    const { id } = await change({ 'app/main.py': code });
    // Asked again each time the live stream says so, as the page does.
    const stop = new AbortController();
    const live = await bed.client.live.changes({ since: null }, { signal: stop.signal });
    let { checklist, gate } = await bed.client.reviews.change({ change: id });
    const isRunning = () => checklist.some(({ machine }) => machine?.state === 'running');
    if (isRunning())
      for await (const event of live) {
        if (event.kind === 'reset' || event.entity === 'change')
          ({ checklist, gate } = await bed.client.reviews.change({ change: id }));
        if (!isRunning()) break;
      }
    stop.abort();
    expect(checklist.find(({ machine }) => machine?.check === 'patterns')).toMatchObject({
      state: 'fail',
      machine: {
        findings: expect.arrayContaining([expect.objectContaining({ rule: 'ASYNC251', path: 'app/main.py', line: 5 })]),
      },
    });
    expect(gate.requirements.find((each) => each.id === 'patterns')).toMatchObject({ state: 'unsatisfied' });
  });
});
