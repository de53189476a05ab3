import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import type { TestCommand } from '../../../shared/qa/qaSettings.ts';
import { sampleJunit, sampleLcov } from '../../../shared/qa/testing/sampleReports.ts';
import type { TestRun, TestRunId } from '../../../shared/qa/testRun.ts';
import { sampleEnvironment } from '../projects/testing/projectBed.ts';
import { createDialing } from '../ssh/testing/dialing.ts';
import { noSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import { failureOf, project, type QaBed, qaBed, realRepository, sampleCase } from './testing/qaBed.ts';

let bed: QaBed;
let real: ReturnType<typeof realRepository>;
beforeEach(() => {
  bed = qaBed({
    clock: systemClock,
    env: { PATH: process.env.PATH, HOME: '/home/sample', PITWALL_TOKEN: 'not for tests', NODE_OPTIONS: '--inspect' },
    secretsOf: () => ['hunter2-the-passphrase'],
  });
  real = realRepository(join(bed.dir, 'repository'), {
    'junit.xml': sampleJunit,
    'app/routes.py': 'one\ntwo\n',
    link: 'a',
  });
  Object.assign(bed.deps, { repositoryOf: () => real.repository });
});
afterEach(() => bed.close());

const setCommand = async (command: string, over: Partial<TestCommand> = {}) => {
  const { version } = await bed.client.settings({ project });
  const full: TestCommand = {
    command,
    place: { kind: 'checkout' },
    timeLimitSeconds: 60,
    junit: [],
    coverage: [],
    ...over,
  };
  await bed.client.saveSettings({
    project,
    seen: version,
    settings: { command: full, policy: { gate: 'default', untracked: 'warn' } },
  });
};
const start = (run: never | null = null) => bed.client.startTests({ project, revision: real.revision, run });
/** Follows the log as a page does, until a line begins so. */
const untilLine = async (test: TestRunId, beginning: string): Promise<string> => {
  for await (const _ of await bed.client.watchLog({ test })) {
    const found = (await linesOf(test)).find((line) => line.startsWith(beginning));
    if (found !== undefined) return found;
  }
  throw new Error(`no line begins with ${beginning}: ${(await linesOf(test)).join('\n')}`);
};
const linesOf = async (test: TestRunId): Promise<readonly string[]> =>
  (await bed.client.logPage({ test, from: 0, count: 1000 })).lines.map(({ text }) => text);
const ended = async ({ id }: TestRun): Promise<TestRun> => {
  for await (const _ of await bed.client.watchLog({ test: id })) {
    // The last news comes with the end.
  }
  return await vi.waitFor(async () => {
    const run = await bed.client.testRun({ test: id });
    expect(run.end).not.toBeNull();
    return run;
  });
};
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000, interval: 50 });

describe('the test command in a checkout', () => {
  it('T8 runs on the files of that revision, prints as it goes, and leaves nothing behind', async () => {
    await setCommand('cat app/routes.py; git rev-parse HEAD; echo problem >&2; pwd; exit 3');
    const run = await ended(await start());
    expect(run.end).toMatchObject({ kind: 'failed', exitCode: 3 });
    const lines = await linesOf(run.id);
    expect(lines.slice(1, 5)).toEqual(['one', 'two', real.revision, 'problem']);
    expect(existsSync(lines[5] ?? '')).toBe(false);
    expect(readdirSync(join(bed.dir, 'tests', 'checkouts'))).toEqual([]);
    expect(real.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('T8 has nothing of Pitwall’s own environment, and secrets are masked', async () => {
    await setCommand('env | sort; echo is it hunter2-the-passphrase');
    const lines = await linesOf((await ended(await start())).id);
    expect(lines).toContain('CI=true');
    expect(lines).toContain('HOME=/home/sample');
    expect(lines).toContain(`is it ${'*'.repeat('hunter2-the-passphrase'.length)}`);
    expect(lines.filter((line) => /TOKEN|NODE_OPTIONS/.test(line))).toEqual([]);
  });

  it('T8 fills the run’s cases by what the command wrote, not by what lay there', async () => {
    const cases = [sampleCase({ match: { classname: '*', name: 'test_home' } }), sampleCase({ title: 'By hand' })];
    await bed.client.addCases({ project, cases });
    const run = await bed.client.startRun({ project, revision: real.revision, name: 'Candidate' });
    await setCommand('true', { junit: ['junit.xml'] });
    const first = await ended(await start(run.id as never));
    expect(first.reportNotes).toEqual([expect.stringContaining('was in the checkout already')]);
    const write = `mkdir -p out/a\ncat > out/a/TEST-1.xml <<'EOF'\n${sampleJunit}EOF\ncat > lcov.info <<'EOF'\n${sampleLcov}EOF`;
    await setCommand(`${write}\nln -s /etc/passwd out/a/TEST-2.xml`, {
      junit: ['out/*/TEST-*.xml'],
      coverage: ['lcov.info', 'none'],
    });
    const second = await ended(await start(run.id as never));
    expect(second.reportNotes).toEqual([
      'No file fits none.',
      'out/a/TEST-1.xml: 5 test cases; 1 case of the plan answered.',
      'lcov.info: coverage of 2 files.',
    ]);
    expect((await bed.client.run({ run: run.id })).results.map(({ outcome }) => outcome)).toEqual(['pass', 'not-run']);
    const paths = ['app/routes.py', 'app/login.py'];
    expect((await bed.qa.coverageOf(project, real.revision, paths))?.files).toHaveLength(2);
  });

  it('T8 is cancelled with everything that it started, however stubborn', async () => {
    await setCommand("(trap '' TERM; exec sleep 600) & echo pids $$ $!; exec sleep 600");
    const { id } = await start();
    const [, shell, stubborn] = (await untilLine(id, 'pids ')).split(' ').map(Number);
    expect(await failureOf(start())).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('going on') });
    await bed.client.cancelTests({ test: id });
    expect((await ended({ id } as TestRun)).end).toMatchObject({ kind: 'cancelled' });
    await gone(shell ?? 0);
    await gone(stubborn ?? 0);
    expect(await failureOf(bed.client.cancelTests({ test: id }))).toMatchObject({ code: 'REFUSED' });
  });

  it('T8 is ended by its time limit', async () => {
    await setCommand('echo begun; exec sleep 600', { timeLimitSeconds: 1 });
    expect((await ended(await start())).end).toMatchObject({
      kind: 'timed-out',
      reason: expect.stringContaining('1 s'),
    });
  });

  it('T8 that leaves a program behind does not wait for it', async () => {
    await setCommand('sleep 600 & echo pid $!');
    const run = await ended(await start());
    expect(run.end).toMatchObject({ kind: 'passed', exitCode: 0 });
    await gone(Number((await linesOf(run.id)).find((line) => line.startsWith('pid '))?.slice(4)));
  });

  it('T8 that floods is kept up to the cap, and goes on', async () => {
    await setCommand('yes 0123456789012345678901234567890 | head -c 70000000; exit 0');
    const run = await ended(await start());
    expect(run.end?.kind).toBe('passed');
    expect(run.logBytes).toBeLessThan(65 * 1024 * 1024);
    const { total } = await bed.client.logPage({ test: run.id, from: 0, count: 1 });
    const { lines } = await bed.client.logPage({ test: run.id, from: total - 3, count: 3 });
    expect(lines.map(({ text }) => text).join('\n')).toContain('is not kept');
  });

  it('T8 runs no hook of the repository, and offers its base and tags as candidates', async () => {
    writeFileSync(join(bed.dir, 'repository/.git/hooks/post-checkout'), '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n', {
      mode: 0o755,
    });
    real.git('tag', 'v1');
    real.git('tag', '-a', '-m', 'Second\n\nbody', 'v2');
    await setCommand('true');
    await ended(await start());
    expect(existsSync(join(bed.dir, 'repository/.git/hooks/ran'))).toBe(false);
    const { candidates, problem } = await bed.client.candidates({ project });
    expect(problem).toBeNull();
    expect(candidates.map(({ kind, name, revision }) => [kind, name, revision]).sort()).toEqual([
      ['base', 'main', real.revision],
      ['tag', 'v1', real.revision],
      ['tag', 'v2', real.revision],
    ]);
  });

  it('T2 T8 says nothing of what a tag was moved to after the run began', async () => {
    await bed.client.addCases({ project, cases: [sampleCase()] });
    real.git('tag', 'v1');
    const run = await bed.client.startRun({ project, revision: real.revision, name: 'v1' });
    real.git('commit', '--allow-empty', '-m', 'later');
    real.git('tag', '-f', 'v1');
    const { candidates } = await bed.client.candidates({ project });
    const moved = candidates.find(({ name }) => name === 'v1')?.revision;
    if (moved === undefined) throw new Error('the tag is a candidate');
    expect(moved).not.toBe(real.revision);
    expect(bed.qa.qaOf(project, moved).run).toBeNull();
    expect(bed.qa.qaOf(project, real.revision).run).toMatchObject({ id: run.id });
  });

  it('T8 of a revision that the clone does not have is not started', async () => {
    await setCommand('echo never');
    const { id } = await bed.client.startTests({ project, revision: 'f'.repeat(40) as never, run: null });
    expect((await ended({ id } as TestRun)).end).toMatchObject({ kind: 'not-started' });
    expect(await linesOf(id)).not.toContain('never');
  });

  it('T8 of a Pitwall that is killed ends with it, is told as interrupted, and its checkout is swept', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/steadyTester.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
    const { dir, id, pids } = JSON.parse(line) as { dir: string; id: TestRunId; pids: readonly number[] };
    expect(readdirSync(join(dir, 'tests', 'checkouts'))).toEqual([id]);
    child.kill('SIGKILL');
    for (const pid of pids) await gone(pid);
    const again = qaBed({ clock: systemClock }, dir);
    try {
      await again.qa.start();
      expect((await again.client.testRun({ test: id })).end).toMatchObject({ kind: 'interrupted' });
      expect(readdirSync(join(dir, 'tests', 'checkouts'))).toEqual([]);
      expect((await again.client.logPage({ test: id, from: 0, count: 9 })).lines[1]?.text).toContain('pids');
    } finally {
      await again.close();
    }
  });
});

if (noSshd !== null) console.info(noSshd);

describe.skipIf(noSshd !== null)('the test command on a server', async () => {
  const server = noSshd === null ? await startSshd() : null;
  if (server === null) return;
  const dialing = createDialing({ user: server.user });
  dialing.pin(server.port, ...Object.values(server.hostKeys));
  afterAll(async () => {
    await dialing.stop();
    await server.stop();
  });
  const environment = EnvironmentId.parse('00000000-0000-4000-8000-0000000000b9');
  const onServer = async (command: string, folder: string, over: Partial<TestCommand> = {}) => {
    const auth = { kind: 'key' as const, path: server.keyPath };
    Object.assign(bed.deps, {
      environmentOf: () => ({ ...sampleEnvironment('staging'), id: environment, projectId: project, position: 0 }),
      connect: () => dialing.connect({ port: server.port, auth }),
    });
    await setCommand(command, { place: { kind: 'environment', environment, folder }, ...over });
  };

  it('T8 runs in the folder there, prints as it goes, and its reports are read', async () => {
    const folder = join(bed.dir, "it's a folder");
    const there = realRepository(folder, { 'junit.xml': '<testsuite/>' });
    real = { ...real, revision: there.revision };
    await onServer(
      `pwd; cat; printf '%s' '${sampleJunit.replaceAll("'", '')}' > "new report.xml"; echo no >&2; exit 4`,
      folder,
      {
        junit: ['*.xml'],
      },
    );
    const run = await ended(await start());
    expect(run.end).toMatchObject({ kind: 'failed', exitCode: 4 });
    expect((await linesOf(run.id)).slice(1, 3)).toEqual([folder, 'no']);
    expect(run.reportNotes).toEqual(['new report.xml: 5 test cases; 0 cases of the plan answered.']);
  });

  it('T8 is refused where another revision lies, or nothing', async () => {
    const folder = join(bed.dir, 'other');
    realRepository(folder, { 'b.txt': 'b' });
    await onServer('echo never', folder);
    const run = await ended(await start());
    expect(run.end).toMatchObject({ kind: 'not-started', reason: expect.stringContaining('another revision’s') });
    await onServer('echo never', '/no/such/folder');
    expect((await ended(await start())).end).toMatchObject({
      kind: 'not-started',
      reason: expect.stringContaining('/no/such/folder'),
    });
  });

  it('T8 is refused where files of the revision were changed; what git does not track is no matter', async () => {
    const folder = join(bed.dir, 'changed');
    const there = realRepository(folder, { 'a.txt': 'a', 'b.txt': 'b' });
    real = { ...real, revision: there.revision };
    writeFileSync(join(folder, 'cache'), 'x');
    await onServer('true', folder);
    expect((await ended(await start())).end?.kind).toBe('passed');
    writeFileSync(join(folder, 'b.txt'), 'mended on the server');
    expect((await ended(await start())).end).toMatchObject({
      kind: 'not-started',
      reason: expect.stringContaining('with changed files (b.txt)'),
    });
  });

  it('T8 is cancelled there with everything that it started', async () => {
    const folder = join(bed.dir, 'there');
    real = { ...real, revision: realRepository(folder, { 'b.txt': 'b' }).revision };
    await onServer("(trap '' TERM; exec sleep 600) & echo pids $$ $!; exec sleep 600", folder);
    const { id } = await start();
    const [, shell, stubborn] = (await untilLine(id, 'pids ')).split(' ').map(Number);
    await bed.client.cancelTests({ test: id });
    expect((await ended({ id } as TestRun)).end?.kind).toBe('cancelled');
    await gone(shell ?? 0);
    await gone(stubborn ?? 0);
  });
});
