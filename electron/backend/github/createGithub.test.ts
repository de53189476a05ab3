import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectId } from '../../../shared/ids.ts';
import { handClock, keptLog } from '../db/testing/databaseFolder.ts';
import { createGithub } from './createGithub.ts';
import { type GithubServer, githubServer } from './testing/githubServer.ts';

const project = ProjectId.parse(randomUUID());
const SECRET = 'canary-github-token-0123456789';
const sha = (digit: string) => digit.repeat(40);

const pull = (number: number, ref: string, fields: object = {}) => ({
  number,
  title: `Pull ${number} <b>`,
  html_url: `https://github.example/sample/product/pull/${number}`,
  state: 'open',
  draft: false,
  user: { login: 'writer' },
  updated_at: '2026-01-10T00:00:00Z',
  merged_at: null,
  base: { ref: 'main' },
  head: { ref, sha: sha(String(number)), repo: { full_name: 'Sample/product' } },
  ...fields,
});

let server: GithubServer;
const clock = handClock(Date.UTC(2026, 0, 15));
let log: ReturnType<typeof keptLog>;
let changes = 0;
let github: ReturnType<typeof createGithub>;

beforeEach(async () => {
  server = await githubServer();
  log = keptLog();
  changes = 0;
  github = createGithub({
    clock,
    log,
    sourceOf: () => ({ apiUrl: server.url, owner: 'sample', repository: 'product' }),
    tokenOf: () => SECRET,
    baseOf: () => 'main',
    changed: () => {
      changes += 1;
    },
  });
  const at = '/repos/sample/product';
  server.answers.set(`${at}/pulls`, [
    pull(3, 'feature/SA-3-c'),
    pull(2, 'feature/SA-2-b', { draft: true }),
    pull(1, 'feature/SA-1-a', {
      state: 'closed',
      merged_at: '2026-01-02T00:00:00Z',
      merge_commit_sha: sha('e'),
    }),
    // Newer, but into another branch: it says less.
    pull(9, 'feature/SA-3-c', { base: { ref: 'develop' } }),
    pull(4, 'feature/SA-3-c', {
      head: { ref: 'feature/SA-3-c', sha: sha('4'), repo: { full_name: 'stranger/product' } },
    }),
    pull(5, 'gone', { head: { ref: 'gone', sha: sha('5'), repo: null } }),
  ]);
  server.answers.set(`${at}/pulls/3/reviews`, [
    { user: { login: 'one' }, state: 'APPROVED', commit_id: sha('3'), author_association: 'MEMBER' },
    { user: { login: 'two' }, state: 'APPROVED', commit_id: sha('3'), author_association: 'NONE' },
    { user: { login: 'three' }, state: 'CHANGES_REQUESTED', commit_id: sha('3'), author_association: 'OWNER' },
  ]);
  server.answers.set(`${at}/pulls/2/reviews`, []);
  server.answers.set(`${at}/pulls/1/reviews`, []);
  server.answers.set('/users/one', { login: 'one', name: 'Uno One', email: null });
  server.answers.set(`${at}/branches/main`, {
    name: 'main',
    protection: { required_status_checks: { contexts: ['unit'] } },
  });
  server.answers.set(`${at}/rules/branches/main`, [
    { type: 'deletion' },
    { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'e2e' }] } },
  ]);
  for (const number of ['1', '2', '3']) {
    server.answers.set(`${at}/pulls/${number}/commits`, [
      {
        sha: sha(number),
        author: { login: 'coder' },
        committer: {},
        commit: { author: { name: 'C', email: 'c@example.com' } },
      },
      {
        sha: sha('9'),
        author: null,
        committer: null,
        commit: { author: { name: 'Un Linked', email: 'u@example.com' } },
      },
    ]);
    const runs = number === '3' ? [{ name: 'unit', status: 'completed', conclusion: 'success' }] : [];
    server.answers.set(`${at}/commits/${sha(number)}/check-runs`, { total_count: runs.length, check_runs: runs });
    server.answers.set(`${at}/commits/${sha(number)}/status`, {
      state: 'pending',
      statuses: number === '3' ? [{ context: 'deploy/preview', state: 'pending' }] : [],
    });
  }
});
afterEach(async () => {
  await github.dispose();
  await server.close();
});

const refresh = async () => {
  clock.move(60_000);
  await github.refresh(project);
  return github.pullRequests(project);
};

describe('GitHub as a source', () => {
  it('B2 reads pull requests over all pages, with reviews and checks, and none of a fork', async () => {
    const found = await refresh();
    expect(found?.trouble).toBeNull();
    expect([...(found?.byBranch ?? [])]).toEqual([
      [
        'feature/SA-3-c',
        expect.objectContaining({ number: 3, state: 'open', checks: 'running', approvals: 2, changesRequested: 1 }),
      ],
      ['feature/SA-2-b', expect.objectContaining({ number: 2, state: 'draft', checks: null })],
      ['feature/SA-1-a', expect.objectContaining({ number: 1, state: 'merged' })],
    ]);
    expect(github.githubOf(project, 'feature/SA-3-c')).toEqual({
      kind: 'read',
      pull: {
        number: 3,
        base: 'main',
        head: sha('3'),
        draft: false,
        mergedAs: null,
        writers: ['writer', 'coder'],
        unlinked: [{ name: 'Un Linked', email: 'u@example.com' }],
        reviews: [
          { login: 'one', state: 'approved', revision: sha('3'), belongs: true },
          { login: 'two', state: 'approved', revision: sha('3'), belongs: false },
          { login: 'three', state: 'changes-requested', revision: sha('3'), belongs: true },
        ],
        accounts: [
          { login: 'one', name: 'Uno One', email: null },
          { login: 'two', name: null, email: null },
          { login: 'three', name: null, email: null },
        ],
        checks: [
          { name: 'unit', state: 'passed' },
          { name: 'deploy/preview', state: 'running' },
        ],
        required: ['unit', 'e2e'],
      },
    });
    expect(github.githubOf(project, 'feature/SA-1-a')).toMatchObject({ pull: { mergedAs: sha('e') } });
    expect(github.githubOf(project, 'main')).toEqual({ kind: 'read', pull: null });
    expect(server.asked.every(({ authorization }) => authorization === `token ${SECRET}`)).toBe(true);
    expect(changes).toBe(1);
  });

  it('B2 asks again by ETag and is told that nothing changed', async () => {
    const first = await refresh();
    const before = server.asked.length;
    expect(await refresh()).toEqual(first);
    const again = server.asked.slice(before);
    // A pull request that was merged and the names of accounts are not asked for again.
    expect(again.length).toBeLessThan(before);
    expect(again.map(({ status }) => status)).toEqual(again.map(() => 304));
    expect(changes).toBe(1);
  });

  it('T1 asks anew for the one branch that something is decided about, and for all after a silence', async () => {
    await refresh();
    const askedAbout = async () => {
      const before = server.asked.length;
      await github.readNow(project, 'feature/SA-3-c');
      const paths = server.asked.slice(before).map(({ path }) => path);
      return [3, 2].map((number) => paths.includes(`/repos/sample/product/pulls/${number}/reviews`));
    };
    expect(await askedAbout()).toEqual([true, false]);
    server.break((_, response) => void response.socket?.destroy());
    await askedAbout();
    expect(github.githubOf(project, 'feature/SA-2-b')?.kind).toBe('unheard');
    server.break(null);
    expect(await askedAbout()).toEqual([true, true]);
    expect(github.githubOf(project, 'feature/SA-2-b')?.kind).toBe('read');
  });

  it.each([403, 429])('B2 waits until the limit ends after a %i, and keeps what it knows', async (status) => {
    const first = await refresh();
    server.break((_, response) => {
      response.statusCode = status;
      response.setHeader('x-ratelimit-remaining', '0');
      response.setHeader('x-ratelimit-reset', String(clock.now() / 1000 + 600));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ message: 'API rate limit exceeded' }));
    });
    const limited = await refresh();
    expect(limited?.trouble?.message).toContain('limit');
    expect(limited?.byBranch).toEqual(first?.byBranch);
    server.break(null);
    const before = server.asked.length;
    await refresh();
    expect(server.asked.length).toBe(before);
    clock.move(600_000);
    expect((await refresh())?.trouble).toBeNull();
  });

  it.each<[string, string, (response: import('node:http').ServerResponse) => void]>([
    [
      '401',
      'token',
      (response) =>
        void response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Bad credentials"}'),
    ],
    [
      '403 without a limit',
      'not allow',
      (response) => void response.writeHead(403, { 'content-type': 'application/json' }).end('{}'),
    ],
    [
      '404',
      'no such repository',
      (response) => void response.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
    ],
    ['301', 'moved', (response) => void response.writeHead(301, { location: 'http://elsewhere.example/' }).end()],
    [
      '502',
      'trouble of its own',
      (response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>'),
    ],
    ['a cut connection', 'cannot be reached', (response) => void response.socket?.destroy()],
    [
      'a half answer',
      'cannot be reached',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('[{"number":');
        setImmediate(() => response.socket?.destroy());
      },
    ],
    [
      'malformed JSON',
      'not understood',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('[{"number":'),
    ],
    [
      'another shape',
      'not understood',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('[{"number":"1"}]'),
    ],
    [
      'a page of a proxy',
      'not understood',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>'),
    ],
  ])('B2 says what is wrong after %s, and forgets nothing', async (_, words, answer) => {
    const first = await refresh();
    server.break((__, response) => answer(response));
    const broken = await refresh();
    expect(broken?.trouble?.message).toContain(words);
    expect(broken?.trouble?.act).not.toBe('');
    expect(broken?.byBranch).toEqual(first?.byBranch);
    expect(JSON.stringify([broken?.trouble, log.entries])).not.toContain(SECRET);
    expect(github.githubOf(project, 'feature/SA-3-c')).toMatchObject({
      kind: 'unheard',
      why: broken?.trouble?.message,
      since: clock.now() - 60_000,
      pull: { number: 3 },
    });
    server.break(null);
    expect((await refresh())?.trouble).toBeNull();
  });
});
