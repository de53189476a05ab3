import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import { LOG_PAGE_MAX } from '../../../shared/logs/logLine.ts';
import type { TestPlace } from '../../../shared/qa/qaSettings.ts';
import type { TestRun, TestRunId } from '../../../shared/qa/testRun.ts';
import { sampleEnvironment } from '../projects/testing/projectBed.ts';
import { createDialing } from '../ssh/testing/dialing.ts';
import { startLinkProxy } from '../ssh/testing/linkProxy.ts';
import { noSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import { project, type QaBed, qaBed, realRepository } from './testing/qaBed.ts';

let bed: QaBed;
let real: ReturnType<typeof realRepository>;
beforeEach(() => {
  bed = qaBed({ clock: systemClock, env: { PATH: process.env.PATH } });
  real = realRepository(join(bed.dir, 'repository'), { 'a.txt': 'a\n' });
  Object.assign(bed.deps, { repositoryOf: () => real.repository });
});
afterEach(() => bed.close());

const run = async (command: string, place: TestPlace = { kind: 'checkout' }): Promise<TestRun> => {
  const { version } = await bed.client.settings({ project });
  await bed.client.saveSettings({
    project,
    seen: version,
    settings: {
      command: { command, place, timeLimitSeconds: 120, junit: [], coverage: [] },
      policy: { gate: 'default', untracked: 'warn' },
    },
  });
  return await bed.client.startTests({ project, revision: real.revision, run: null });
};
const linesOf = async (test: TestRunId) =>
  (await bed.client.logPage({ test, from: 0, count: LOG_PAGE_MAX })).lines.map(({ text }) => text);
const ended = async (test: TestRunId): Promise<TestRun> => {
  for await (const _ of await bed.client.watchLog({ test })) {
    // The last news comes with the end.
  }
  return await vi.waitFor(async () => {
    const now = await bed.client.testRun({ test });
    expect(now.end).not.toBeNull();
    return now;
  });
};
/** Waits as a page does, until so much has been printed. */
const printed = async (test: TestRunId, bytes: number): Promise<void> => {
  for await (const news of await bed.client.watchLog({ test })) if (news.bytes >= bytes) return;
  throw new Error('it ended before');
};
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const pidIn = (lines: readonly string[]) => Number(lines.find((line) => line.startsWith('pid '))?.slice(4));

describe('what a test command prints', () => {
  it('T8 keeps its colours, and shows every other escape, broken UTF-8 and direction marks for what they are', async () => {
    const { id } = await run(
      String.raw`printf '\033[31mred\033[0m \033[2J\033]0;title\007 bad \377\376 end \342\200\256<b>x</b>\n'`,
    );
    expect((await ended(id)).end?.kind).toBe('passed');
    expect(await linesOf(id)).toContain('\x1b[31mred\x1b[0m ␛[2J␛]0;title␇ bad \ufffd\ufffd end \\u202e<b>x</b>');
  });

  it('T8 is kept whole and shown cut when one line has 10 MB, also without an end of line', async () => {
    const size = 10 * 1024 * 1024;
    const { id } = await run(`head -c ${size} /dev/zero | tr '\\0' x; echo; echo after; printf 'no end'`);
    const { end, logBytes } = await ended(id);
    expect(end?.kind).toBe('passed');
    expect(logBytes).toBeGreaterThan(size);
    const { lines } = await bed.client.logPage({ test: id, from: 0, count: 9 });
    const long = lines.find(({ text }) => text.startsWith('xxx'));
    expect(long?.text.length).toBeLessThan(100_000);
    expect(lines.map(({ text }) => text)).toContain('after');
    expect(lines.some(({ text }) => text.startsWith('no end'))).toBe(true);
  });

  it('T8 may never end: it can be cancelled in the middle of the flood, and nothing of it goes on', async () => {
    const { id } = await run('echo pid $$; yes flood');
    await printed(id, 4 * 1024 * 1024);
    const pid = pidIn(await linesOf(id));
    await bed.client.cancelTests({ test: id });
    expect((await ended(id)).end?.kind).toBe('cancelled');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000, interval: 50 });
  });

  it('T8 is told apart from a failure when a signal ended the command', async () => {
    const { id } = await run('echo begun; kill -KILL $$');
    expect((await ended(id)).end).toMatchObject({
      kind: 'failed',
      exitCode: null,
      reason: expect.stringContaining('SIGKILL'),
    });
    expect(await linesOf(id)).toContain('begun');
  });
});

describe.skipIf(noSshd !== null)('what a test command prints on a server', () => {
  it('T8 is kept up to where the connection broke, and the end says that it may go on there', async () => {
    const server = await startSshd();
    const link = await startLinkProxy(server.port);
    const dialing = createDialing({ user: server.user });
    dialing.pin(link.port, ...Object.values(server.hostKeys));
    const environment = EnvironmentId.parse('00000000-0000-4000-8000-0000000000b9');
    const folder = join(bed.dir, 'there');
    real = { ...real, revision: realRepository(folder, { 'b.txt': 'b' }).revision };
    Object.assign(bed.deps, {
      environmentOf: () => ({ ...sampleEnvironment('staging'), id: environment, projectId: project, position: 0 }),
      connect: () => dialing.connect({ port: link.port, auth: { kind: 'key', path: server.keyPath } }),
    });
    let pid = 0;
    try {
      const { id } = await run('echo pid $$; exec sleep 600', { kind: 'environment', environment, folder });
      await vi.waitFor(async () => expect(await linesOf(id)).toContainEqual(expect.stringMatching(/^pid \d+$/)), {
        timeout: 30_000,
      });
      pid = pidIn(await linesOf(id));
      link.cut();
      const { end, logBytes } = await ended(id);
      expect(end).toMatchObject({
        kind: 'lost',
        exitCode: null,
        reason: expect.stringContaining('may still go on there'),
      });
      expect(logBytes).toBeGreaterThan(0);
      // The next run is not held up by the one that was lost.
      expect((await ended((await run('echo again', { kind: 'environment', environment, folder })).id)).end?.kind).toBe(
        'passed',
      );
    } finally {
      if (pid > 0 && isAlive(pid)) process.kill(pid);
      await dialing.stop();
      await link.stop();
      await server.stop();
    }
  });
});
