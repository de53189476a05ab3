import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Revision } from '../../../shared/ids.ts';
import { createGithub } from '../github/createGithub.ts';
import { type GithubServer, githubServer } from '../github/testing/githubServer.ts';
import { project, type ReviewBed, reviewBed, window } from './testing/reviewBed.ts';

const at = '/repos/sample/product';
let server: GithubServer;
let bed: ReviewBed;
let github: ReturnType<typeof createGithub>;
let isOn = true;

beforeEach(async () => {
  isOn = true;
  server = await githubServer();
  bed = await reviewBed({
    githubOf: (id, branch) => github.githubOf(id, branch),
    readGithub: (id, branch) => github.readNow(id, branch),
  });
  github = createGithub({
    clock: bed.clock,
    log: bed.log,
    sourceOf: () => (isOn ? { apiUrl: server.url, owner: 'sample', repository: 'product' } : null),
    tokenOf: () => null,
    baseOf: () => 'main',
    changed: (id) => bed.reviews.githubChanged(id),
  });
  await bed.simpleGate();
});
afterEach(async () => {
  await github.dispose();
  await bed.close();
  await server.close();
});

interface Said {
  readonly head: Revision;
  readonly reviews?: readonly (readonly [string, 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED', Revision])[];
  readonly checks?: Readonly<Record<string, string | null>>;
  readonly merged?: string;
}
const says = async ({ head, reviews = [], checks = {}, merged }: Said): Promise<void> => {
  server.answers.set(`${at}/pulls`, [
    {
      number: 7,
      title: 'Work',
      html_url: 'https://github.example/7',
      state: merged === undefined ? 'open' : 'closed',
      user: { login: 'writer' },
      updated_at: new Date(bed.clock.now()).toISOString(),
      merged_at: merged === undefined ? null : new Date(bed.clock.now()).toISOString(),
      merge_commit_sha: merged ?? null,
      base: { ref: 'main' },
      head: { ref: 'feature/x', sha: head, repo: { full_name: 'sample/product' } },
    },
  ]);
  server.answers.set(
    `${at}/pulls/7/reviews`,
    reviews.map(([login, state, commit_id]) => ({
      user: { login },
      state,
      commit_id,
      author_association: 'MEMBER',
    })),
  );
  server.answers.set(`${at}/pulls/7/commits`, [
    {
      sha: head,
      author: { login: 'writer' },
      committer: { login: 'writer' },
      commit: { author: { name: 'Sample Writer', email: 'writer@example.com' } },
    },
  ]);
  const runs = Object.entries(checks).map(([name, conclusion]) => ({
    name,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
  }));
  server.answers.set(`${at}/commits/${head}/check-runs`, { total_count: runs.length, check_runs: runs });
  server.answers.set(`${at}/commits/${head}/status`, { state: 'success', statuses: [] });
  await github.readNow(project, 'feature/x');
};
const gateOf = async () => {
  const { id } = await bed.changeOf('feature/x');
  const { gate } = await bed.whole(id);
  return Object.fromEntries(gate.requirements.map(({ id: name, state, reasons }) => [name, { state, reasons }]));
};
const merge = async () => {
  const { id, current } = await bed.changeOf('feature/x');
  return bed.client.merge({ change: id, head: current.head, window });
};

describe('a gate with GitHub', () => {
  it('T3 counts an approval on GitHub, keeps it over a rebase, loses it by an edit, and never takes an author’s', async () => {
    const head = await bed.branch('feature/x', { 'x.md': 'x\n' });
    await says({ head, reviews: [['writer', 'APPROVED', head]], checks: { unit: 'success' } });
    expect((await gateOf()).approved).toMatchObject({
      state: 'unsatisfied',
      reasons: expect.arrayContaining([expect.stringContaining('an author cannot approve')]),
    });
    await says({ head, reviews: [['ada', 'APPROVED', head]], checks: { unit: 'success' } });
    expect((await gateOf()).approved).toEqual({ state: 'satisfied', reasons: ['Approved by @ada on GitHub.'] });
    expect((await bed.changeOf('feature/x')).approvals).toBe(1);
    // The same code on a base that moved.
    bed.git(['checkout', '--quiet', 'main']);
    bed.commit('On main', { 'other.md': 'o\n' });
    bed.push('main');
    bed.git(['checkout', '--quiet', 'feature/x']);
    bed.git(['rebase', '--quiet', 'main']);
    bed.push('feature/x');
    await bed.fetch();
    const rebased = (await bed.changeOf('feature/x')).current.head;
    await says({ head: rebased, reviews: [['ada', 'APPROVED', head]], checks: { unit: 'success' } });
    expect((await gateOf()).approved?.state).toBe('satisfied');
    const edited = bed.commit('More', { 'x.md': 'y\n' });
    bed.push('feature/x');
    await bed.fetch();
    await says({ head: edited, reviews: [['ada', 'APPROVED', head]], checks: { unit: 'success' } });
    expect((await gateOf()).approved?.state).toBe('unsatisfied');
    await says({ head: edited, reviews: [['ada', 'APPROVED', edited]], checks: { unit: 'success' } });
    expect(await merge()).toMatchObject({ kind: 'merged', change: { merged: { gate: { open: true } } } });
  });

  it('T3 has “changes requested” as a veto until it is dismissed', async () => {
    const head = await bed.branch('feature/x', { 'x.md': 'x\n' });
    await says({ head, reviews: [['bo', 'CHANGES_REQUESTED', head]] });
    expect((await gateOf())['no-veto']).toEqual({ state: 'unsatisfied', reasons: ['Veto by @bo on GitHub.'] });
    await says({
      head,
      reviews: [
        ['bo', 'CHANGES_REQUESTED', head],
        ['bo', 'DISMISSED', head],
      ],
    });
    expect((await gateOf())['no-veto']?.state).toBe('satisfied');
  });

  it('T1 has checks that failed, run or are missing as a requirement of its own, and asks anew right before a merge', async () => {
    const head = await bed.branch('feature/x', { 'x.md': 'x\n' });
    const reviews = [['ada', 'APPROVED', head]] as const;
    server.answers.set(`${at}/branches/main`, {
      protection: { required_status_checks: { contexts: ['unit', 'e2e'] } },
    });
    await says({ head, reviews, checks: { unit: 'success', lint: 'failure' } });
    expect((await gateOf())['github-checks']).toEqual({
      state: 'unsatisfied',
      reasons: ['Not reported yet: e2e.'],
    });
    await says({ head, reviews, checks: { unit: 'success', e2e: null } });
    expect((await gateOf())['github-checks']?.reasons).toEqual(['Still running: e2e.']);
    await says({ head, reviews, checks: { unit: 'success', e2e: 'success' } });
    expect((await gateOf())['github-checks']?.state).toBe('satisfied');
    // Only GitHub knows that it failed since.
    const runs = { total_count: 1, check_runs: [{ name: 'e2e', status: 'completed', conclusion: 'failure' }] };
    server.answers.set(`${at}/commits/${head}/check-runs`, runs);
    expect(await merge()).toMatchObject({ kind: 'closed', gate: { state: 'unsatisfied' } });
  });

  it('T1 is closed by an error while GitHub cannot be reached, says since when, and opens when it is heard again', async () => {
    const head = await bed.branch('feature/x', { 'x.md': 'x\n' });
    await says({ head, reviews: [['ada', 'APPROVED', head]] });
    const heard = new Date(bed.clock.now()).toISOString().slice(0, 16).replace('T', ' ');
    server.break((_, response) => void response.socket?.destroy());
    bed.clock.move(3_600_000);
    expect(await merge()).toMatchObject({ kind: 'closed', gate: { state: 'error', open: false } });
    const gate = await gateOf();
    const silent = `GitHub cannot be reached. It was heard last at ${heard} UTC.`;
    expect(gate['github-checks']).toEqual({ state: 'error', reasons: [silent] });
    expect(gate['no-veto']).toEqual({ state: 'error', reasons: [silent] });
    expect(gate.approved?.state).toBe('unsatisfied');
    server.break(null);
    expect(await merge()).toMatchObject({ kind: 'merged' });
  });

  it('T1 takes GitHub’s word for a squash over a mended conflict, with its gate as it stood', async () => {
    const head = await bed.branch('feature/x', { 'app/main.py': 'mine\n' });
    bed.git(['checkout', '--quiet', 'main']);
    bed.commit('On main', { 'app/main.py': 'theirs\n' });
    const commit = bed.commit('Work (#7)', { 'app/main.py': 'mine and theirs\n' });
    bed.push('main');
    await bed.fetch();
    expect((await bed.changeOf('feature/x')).state).toBe('open');
    await says({ head, reviews: [['ada', 'APPROVED', head]], checks: { unit: 'success' }, merged: commit });
    await bed.fetch();
    expect(await bed.changeOf('feature/x', 'merged')).toMatchObject({
      merged: { how: 'squash', commit, outside: true, gate: { open: true } },
    });
  });

  it('T1 is as ever without GitHub', async () => {
    isOn = false;
    await bed.branch('feature/x', { 'x.md': 'x\n' });
    expect(Object.keys(await gateOf())).toEqual(['approved', 'no-veto', 'mergeable']);
    expect(server.asked).toEqual([]);
  });
});
