import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultRepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import { type BranchBed, branchBed } from './testing/branchBed.ts';

/** A round starts a process; PITWALL_KILLS=200 does it as often as anybody likes. */
const ROUNDS = Number(process.env.PITWALL_KILLS ?? 8);

let bed: BranchBed;
beforeEach(async () => {
  bed = await branchBed();
});
afterEach(() => bed.remove());

/** Starts a Pitwall on the same data and kills it so long after it began to work; gives how long it took when it was let be. */
const runKilled = async (after: number): Promise<number> => {
  const script = join(import.meta.dirname, 'testing/killedPitwall.ts');
  const child = spawn(process.execPath, [script, bed.folder.dir, bed.project], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let begun = 0;
  let took = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'go') {
      begun = performance.now();
      if (Number.isFinite(after)) setTimeout(() => child.kill('SIGKILL'), after);
    } else {
      took = performance.now() - begun;
      child.kill('SIGKILL');
    }
  });
  await closed;
  return took;
};
const clone = () => join(bed.folder.dir, 'repositories', bed.project);
const pushWork = (round: number) => {
  bed.repo.git(['fetch', '--quiet', 'origin']);
  bed.repo.git(['checkout', '--quiet', '-B', `feature/SA-${round}-x`, 'origin/main']);
  const head = bed.repo.commit(`Work ${round}`, { [`f${round}.txt`]: `${round}\n` });
  bed.repo.git(['push', '--quiet', 'origin', `feature/SA-${round}-x`]);
  return head;
};
const changes = async (state: 'open' | 'merged') =>
  (await bed.client.reviews.list({ project: bed.project, state, before: null, limit: 200 })).changes;
const inMain = (): ReadonlySet<string> =>
  new Set(bed.repo.git(['rev-list', 'main'], bed.repo.origin).trim().split('\n'));

it(`T1 is whole after it was killed while it cloned, fetched and merged (${ROUNDS} times)`, {
  timeout: 60_000 + ROUNDS * 10_000,
}, async () => {
  const { project } = bed;
  const { version, requirements } = await bed.client.reviews.settings({ project });
  const mergeable = requirements.filter(({ id }) => id === 'mergeable');
  await bed.client.reviews.saveSettings({ project, seen: version, template: { items: [] }, requirements: mergeable });
  const me = { name: 'Lea Lead', email: 'lead@example.com' };
  const source = { kind: 'clone' as const, url: bed.url };
  const heads: string[] = [];
  // The first round is let be: it says how long the work takes here.
  let whole = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Every third round begins with a clone.
    const isFresh = round % 3 === 0;
    if (isFresh) {
      await bed.client.branches.removeRepository({ project });
      const seen = (await bed.client.branches.repository({ project })).version;
      const settings = { ...defaultRepositorySettings, source, me };
      await bed.client.branches.saveRepository({ project, seen, settings });
    }
    const before = bed.repo.git(['rev-parse', 'main'], bed.repo.origin).trim();
    heads.push(pushWork(round));
    const after = round === 0 ? Number.POSITIVE_INFINITY : Math.random() * whole;
    let took = 0;
    await bed.restart(async () => {
      took = await runKilled(after);
    });
    if (round === 0) whole = took;

    await bed.client.branches.fetchNow({ project });
    const now = bed.repo.git(['rev-parse', 'main'], bed.repo.origin).trim();
    const commits = inMain();
    const when = `round ${round}, killed after ${Math.round(after)} ms of ${Math.round(whole)}`;
    expect(commits.has(before), when).toBe(true);
    expect((await bed.client.branches.repository({ project })).state, when).toMatchObject({
      phase: 'ready',
      trouble: null,
    });
    bed.repo.git(['fsck', '--connectivity-only'], clone());
    expect(bed.repo.git(['rev-parse', 'refs/remotes/origin/main'], clone()).trim(), when).toBe(now);
    expect(readdirSync(join(bed.folder.dir, 'repositories')), when).toEqual([project]);
    // What is in the base is merged, once; what is not is open.
    const merged = await changes('merged');
    const open = await changes('open');
    expect(merged.map(({ current }) => current.head).sort(), when).toEqual(
      heads.filter((head) => commits.has(head)).sort(),
    );
    expect(open.map(({ current }) => current.head).sort(), when).toEqual(
      heads.filter((head) => !commits.has(head)).sort(),
    );
    for (const { merged: how } of merged) expect(how, when).toMatchObject({ outside: false, by: 'Lea Lead' });
    const merges = bed.repo.git(['rev-list', '--count', '--merges', 'main'], bed.repo.origin).trim();
    expect(Number(merges), when).toBe(merged.length);
    for (const { id, current } of open) {
      const outcome = await bed.client.reviews.merge({ change: id, head: current.head, window: bed.window });
      expect(outcome, when).toMatchObject({ kind: 'merged' });
    }
  }
});

it('B2 removes a lock of a git that was killed from its own clone, and lets a young one be', async () => {
  await bed.use();
  const lock = join(clone(), 'refs/remotes/origin/main.lock');
  mkdirSync(join(lock, '..'), { recursive: true });
  const held = (minutes: number) => {
    writeFileSync(lock, '');
    const at = (bed.folder.clock.now() - minutes * 60_000) / 1000;
    utimesSync(lock, at, at);
  };
  bed.repo.commit('News', { 'n.txt': 'n\n' });
  bed.repo.git(['push', '--quiet', 'origin', 'main']);
  held(1);
  await expect(bed.fetch()).rejects.toMatchObject({
    data: { cause: 'locked', act: expect.stringContaining('after five minutes') },
    message: expect.stringContaining('main.lock'),
  });
  bed.folder.clock.move(5 * 60_000);
  await bed.fetch();
  expect(existsSync(lock)).toBe(false);
  expect((await bed.list()).base?.subject).toBe('News');
});

it('B2 leaves a lock in a folder of the user’s, and names it', async () => {
  await bed.use({ source: { kind: 'folder', path: bed.repo.work } });
  const lock = join(bed.repo.work, '.git/refs/remotes/origin/main.lock');
  bed.repo.git(['push', '--quiet', bed.url, 'HEAD:refs/heads/main']);
  bed.repo.git(['clone', '--quiet', bed.url, join(bed.repo.dir, 'other')], bed.repo.dir);
  bed.repo.git(['commit', '--quiet', '--allow-empty', '-m', 'News'], join(bed.repo.dir, 'other'));
  bed.repo.git(['push', '--quiet', 'origin', 'main'], join(bed.repo.dir, 'other'));
  writeFileSync(lock, '');
  utimesSync(lock, 1, 1);
  for (const _ of [1, 2])
    await expect(bed.fetch()).rejects.toMatchObject({ message: expect.stringContaining('main.lock') });
  expect(existsSync(lock)).toBe(true);
});
