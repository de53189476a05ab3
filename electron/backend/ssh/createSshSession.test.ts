import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sh } from '../../../shared/remote/remoteCommand.ts';
import type { SshSession } from './sshSession.ts';
import { createDialing, type Dialing } from './testing/dialing.ts';
import { type LinkProxy, startLinkProxy } from './testing/linkProxy.ts';
import { makeKey, noSshd, publicKeyOf, type RealSshd, startSshd } from './testing/realSshd.ts';

if (noSshd !== null) console.info(noSshd);

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe.skipIf(noSshd !== null)('a session on a real sshd', () => {
  let server: RealSshd;
  let link: LinkProxy;
  let dialing: Dialing;
  let session: SshSession;
  const open = (options = {}) =>
    dialing.connect({ port: link.port, auth: { kind: 'key', path: server.keyPath } }, options);
  const other = async (config: readonly string[], environment = {}) => {
    const one = await startSshd({ config, environment });
    dialing.pin(one.port, ...Object.values(one.hostKeys));
    return { one, opened: await dialing.connect({ port: one.port, auth: { kind: 'key', path: one.keyPath } }) };
  };

  beforeAll(async () => {
    server = await startSshd();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    link = await startLinkProxy(server.port);
    dialing = createDialing({ user: server.user });
    dialing.pin(link.port, ...Object.values(server.hostKeys));
    session = await open();
  });
  afterEach(async () => {
    await dialing.stop();
    await link.stop();
  });

  describe('exec', () => {
    it('gives the exit status, both outputs and every byte', async () => {
      const result = await session.exec(sh`cat; echo oops >&2; exit 7`, {
        stdin: Buffer.from(Array.from({ length: 256 }, (_, index) => index)),
      });
      expect(result).toEqual({
        code: 7,
        signal: null,
        stdout: Buffer.from(Array.from({ length: 256 }, (_, index) => index)),
        stderr: Buffer.from('oops\n'),
        truncated: false,
      });
    });

    it('gives the signal that ended a command', async () => {
      expect(await session.exec(sh`kill -TERM $$`)).toMatchObject({ code: null, signal: 'SIGTERM' });
    });

    it('runs thirty at once over one connection, at most eight at a time', async () => {
      const { one, opened } = await other(['LogLevel DEBUG1', 'MaxSessions 20']);
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, index) => opened.exec(sh`sleep 0.05; echo ${index}`)),
      );
      expect(results.map(({ stdout }) => Number(stdout.toString()))).toEqual(
        Array.from({ length: 30 }, (_, index) => index),
      );
      expect(one.log().match(/session_new: session \d+/g)).toHaveLength(30);
      expect(mostAtOnce(one.log())).toBeGreaterThan(1);
      expect(mostAtOnce(one.log())).toBeLessThanOrEqual(8);
      await one.stop();
    });

    it('runs thirty at once though the server takes ten, and frees them late', async () => {
      const results = await Promise.all(Array.from({ length: 30 }, (_, index) => session.exec(sh`echo ${index}`)));
      expect(results.map(({ stdout }) => Number(stdout.toString()))).toEqual(
        Array.from({ length: 30 }, (_, index) => index),
      );
      expect(link.connections()).toBe(1);
    });

    it('learns that a server takes fewer', async () => {
      const { one, opened } = await other(['MaxSessions 3']);
      const results = await Promise.all(
        Array.from({ length: 12 }, (_, index) => opened.exec(sh`sleep 0.02; echo ${index}`)),
      );
      expect(results.map(({ stdout }) => Number(stdout.toString()))).toEqual(
        Array.from({ length: 12 }, (_, index) => index),
      );
      await one.stop();
    });

    it('says so when a server takes none', async () => {
      const { one, opened } = await other(['MaxSessions 0']);
      await expect(opened.exec(sh`true`)).rejects.toMatchObject({ failure: { kind: 'session-refused' } });
      await one.stop();
    });

    it('feeds 5 MB from a buffer and from a stream', async () => {
      const data = randomBytes(5 * 1024 * 1024);
      const chunks = Array.from({ length: 80 }, (_, index) => data.subarray(index * 65536, (index + 1) * 65536));
      for (const stdin of [data, Readable.from(chunks)]) {
        const { stdout } = await session.exec(sh`sha256sum`, { stdin });
        expect(stdout.toString()).toBe(`${sha256(data)}  -\n`);
      }
    });

    it('lets a command end that does not read its input', async () => {
      const endless = new Readable({
        read() {
          this.push(Buffer.alloc(65536));
        },
      });
      const result = await session.exec(sh`head -c 3 | wc -c; exit 5`, { stdin: endless });
      expect({ code: result.code, stdout: result.stdout.toString().trim() }).toEqual({ code: 5, stdout: '3' });
      expect(endless.destroyed).toBe(true);
      expect((await session.exec(sh`echo still here`)).stdout.toString()).toBe('still here\n');
    });

    it('rejects with the error of its input', async () => {
      const broken = new Readable({ read() {} });
      const running = session.exec(sh`cat`, { stdin: broken });
      broken.destroy(new Error('the disk is gone'));
      await expect(running).rejects.toThrow('the disk is gone');
    });

    it('gives no input to a command that got none', async () => {
      expect(await session.exec(sh`cat; read -r x; echo "rc $?"`)).toMatchObject({ stdout: Buffer.from('rc 1\n') });
    });

    it('keeps what fits and says that more came', async () => {
      const result = await session.exec(sh`head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2; exit 3`, {
        maxBytes: 1000,
      });
      expect(result).toMatchObject({ code: 3, truncated: true });
      expect([result.stdout.length, result.stderr.length]).toEqual([1000, 1000]);
    });

    it('ends a command on the server when it is cancelled', async () => {
      const pidFile = join(server.dir, 'cancelled');
      const stop = new AbortController();
      const running = session.exec(sh`echo $$ > ${pidFile}; sleep 1000`, { signal: stop.signal });
      const pid = await vi.waitUntil(() => pidIn(pidFile), { timeout: 20_000 });
      stop.abort();
      await expect(running).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
      await vi.waitUntil(() => !isAlive(pid), { timeout: 20_000 });
    });

    it('ends a command on the server when its time is up', async () => {
      const pidFile = join(server.dir, 'late');
      await expect(session.exec(sh`echo $$ > ${pidFile}; sleep 1000`, { timeoutMs: 700 })).rejects.toMatchObject({
        failure: { kind: 'timed-out', message: expect.stringContaining('did not end within 0.7 s') },
      });
      const pid = pidIn(pidFile);
      await vi.waitUntil(() => pid === null || !isAlive(pid), { timeout: 20_000 });
      expect((await session.exec(sh`echo fine`)).stdout.toString()).toBe('fine\n');
    });

    it('counts the time in the queue, and gives up a place in it', async () => {
      const stop = new AbortController();
      const busy = Array.from({ length: 8 }, () => session.exec(sh`sleep 1000`, { signal: stop.signal }));
      await expect(session.exec(sh`echo x`, { timeoutMs: 200 })).rejects.toMatchObject({
        failure: { kind: 'timed-out' },
      });
      await expect(session.exec(sh`echo x`, { signal: AbortSignal.abort() })).rejects.toMatchObject({
        failure: { kind: 'cancelled' },
      });
      stop.abort();
      await Promise.allSettled(busy);
      expect((await session.exec(sh`echo next`)).stdout.toString()).toBe('next\n');
    });

    it('is not misled by a login shell that prints', async () => {
      const noisy = join(server.dir, 'noisy.sh');
      writeFileSync(noisy, 'echo "Welcome to the machine"\nprintf "no newline"\necho careful >&2\n');
      const { one, opened } = await other([], { BASH_ENV: noisy, ENV: noisy });
      const quiet = await opened.exec(sh`printf mine`);
      expect(quiet.stdout.toString()).toBe('mine');
      expect((await opened.exec(sh`printf 'a\nb!'`)).stdout.toString()).toBe('a\nb!');
      await one.stop();
    });

    it('says so when the account has no shell that runs commands', async () => {
      const { one, opened } = await other(['ForceCommand echo This account is currently not available.; exit 1']);
      await expect(opened.exec(sh`echo mine`)).rejects.toMatchObject({
        failure: {
          kind: 'session-refused',
          message: expect.stringContaining('saying "This account is currently not available."'),
        },
      });
      await one.stop();
    });
  });

  describe('a link that is lost', () => {
    it('fails what runs and what waits, and everything after it', async () => {
      const running = Array.from({ length: 12 }, () => session.exec(sh`sleep 1000`).catch((error: unknown) => error));
      const streaming = session.stream(sh`sleep 1000`, () => undefined).catch((error: unknown) => error);
      await session.exec(sh`true`, { timeoutMs: 1 }).catch(() => undefined);
      link.cut();
      for (const outcome of await Promise.all([...running, streaming]))
        expect(outcome).toMatchObject({ failure: { kind: 'connection-lost', hop: 'target' } });
      expect(await session.closed).toMatchObject({ kind: 'connection-lost' });
      await expect(session.exec(sh`true`)).rejects.toMatchObject({ failure: { kind: 'connection-lost' } });
      await expect(session.stream(sh`true`, () => undefined)).rejects.toMatchObject({
        failure: { kind: 'connection-lost' },
      });
      await expect(session.forward('127.0.0.1', 1)).rejects.toMatchObject({ failure: { kind: 'connection-lost' } });
    });

    it('is noticed when nothing comes back any more', async () => {
      const watched = await open({ timings: { keepaliveMs: 100, keepaliveCount: 3 } });
      const running = watched.exec(sh`sleep 1000`);
      link.swallow();
      await expect(running).rejects.toMatchObject({
        failure: { kind: 'connection-lost', message: expect.stringContaining('has not answered any more') },
      });
      expect((await watched.closed)?.kind).toBe('connection-lost');
    });

    it('is told when sshd kills the session in the middle of a command', async () => {
      const pid = Number((await session.exec(sh`echo $PPID`)).stdout.toString());
      const running = session.exec(sh`sleep 1000`);
      await session.exec(sh`true`);
      process.kill(pid, 'SIGKILL');
      await expect(running).rejects.toMatchObject({ failure: { kind: 'connection-lost' } });
    });

    it('is no failure when we end it, but what runs still fails', async () => {
      const running = session.exec(sh`sleep 1000`);
      await session.exec(sh`true`);
      session.end();
      await expect(session.exec(sh`true`)).rejects.toMatchObject({ failure: { kind: 'connection-lost' } });
      await expect(running).rejects.toMatchObject({
        failure: { kind: 'connection-lost', message: expect.stringContaining('is lost: Pitwall ended it') },
      });
      expect(await session.closed).toBeNull();
    });
  });

  describe('stream', () => {
    it('hands on every byte in order, then the exit status and the errors', async () => {
      const chunks: Buffer[] = [];
      const end = await session.stream(
        sh`i=0; while [ $i -lt 20000 ]; do echo "line $i"; i=$((i+1)); done; echo why >&2; exit 4`,
        (chunk) => {
          chunks.push(chunk);
        },
      );
      expect(end).toEqual({ code: 4, stderr: Buffer.from('why\n') });
      const lines = Buffer.concat(chunks).toString().split('\n');
      expect(lines).toHaveLength(20_001);
      expect(lines.every((line, index) => index === 20_000 || line === `line ${index}`)).toBe(true);
    });

    it('holds the server back when the reader is slow, and lets others work meanwhile', async () => {
      const total = 30 * 1024 * 1024;
      const start = link.received();
      let handed = 0;
      let ahead = 0;
      let turns = 0;
      const end = await session.stream(sh`head -c ${total} /dev/zero`, async (chunk) => {
        handed += chunk.length;
        ahead = Math.max(ahead, link.received() - start - handed);
        if (++turns % 200 === 0) expect((await session.exec(sh`echo between`)).stdout.toString()).toBe('between\n');
        else await new Promise((resolve) => setImmediate(resolve));
      });
      expect({ code: end.code, handed }).toEqual({ code: 0, handed: total });
      // 2 MiB may wait here and SSH's window of 2 MiB may be on its way. A tenth more for what SSH itself adds.
      expect(ahead).toBeLessThan(4.4 * 1024 * 1024);
    });

    it('stops a reader in the middle, and the command with it', async () => {
      const stop = new AbortController();
      const pids: number[] = [];
      const running = session.stream(
        sh`echo $$; while :; do sleep 0.01; done`,
        (chunk) => {
          pids.push(Number(chunk.toString()));
          stop.abort();
        },
        { signal: stop.signal },
      );
      await expect(running).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
      await vi.waitUntil(() => !isAlive(pids[0] ?? 0), { timeout: 20_000 });
    });

    it.each([
      [
        'throws',
        () => {
          throw new Error('the disk is full');
        },
      ],
      ['rejects', () => Promise.reject(new Error('the disk is full'))],
    ])('rejects with the error of a reader that %s', async (_, reader) => {
      await expect(session.stream(sh`while :; do echo x; done`, reader)).rejects.toThrow('the disk is full');
      expect((await session.exec(sh`echo alive`)).stdout.toString()).toBe('alive\n');
    });

    it('leaves no listener behind after many commands', async () => {
      const keep = new AbortController();
      const warned = vi.fn();
      process.on('warning', warned);
      for (let index = 0; index < 40; index++) await session.exec(sh`true`, { signal: keep.signal });
      await new Promise((resolve) => setImmediate(resolve));
      process.off('warning', warned);
      expect(warned).not.toHaveBeenCalled();
    });
  });

  describe('forward', () => {
    it('carries HTTP from the target', async () => {
      const http = createServer((_, response) => response.end('healthy'));
      await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
      const { port } = http.address() as { port: number };
      const socket = await session.forward('127.0.0.1', port);
      const body = await new Promise<string>((resolve, reject) => {
        request({ createConnection: () => socket, path: '/health' }, async (response) =>
          resolve((await buffer(response)).toString()),
        )
          .on('error', reject)
          .end();
      });
      expect(body).toBe('healthy');
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    });

    it('carries 8 MB there and back, byte by byte, though the reader is slow', async () => {
      const echo = createTcpServer((socket) => socket.pipe(socket));
      await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
      const data = randomBytes(8 * 1024 * 1024);
      const stream = await session.forward('127.0.0.1', (echo.address() as { port: number }).port);
      const hash = createHash('sha256');
      let size = 0;
      stream.write(data);
      for await (const chunk of stream) {
        hash.update(chunk as Buffer);
        size += (chunk as Buffer).length;
        if (size % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
        if (size === data.length) break;
      }
      expect(hash.digest('hex')).toBe(sha256(data));
      expect(stream.destroyed).toBe(true);
      await new Promise((resolve) => echo.close(resolve));
    });

    it('says that nothing listens there', async () => {
      const probe = createTcpServer();
      await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
      const { port } = probe.address() as { port: number };
      await new Promise((resolve) => probe.close(resolve));
      await expect(session.forward('127.0.0.1', port)).rejects.toMatchObject({
        failure: { kind: 'refused', message: expect.stringContaining(`could not connect to 127.0.0.1:${port}`) },
      });
    });

    it('says that forwarding is forbidden', async () => {
      const { one, opened } = await other(['AllowTcpForwarding no']);
      await expect(opened.forward('127.0.0.1', 80)).rejects.toMatchObject({ failure: { kind: 'session-refused' } });
      await one.stop();
    });

    it('fails when the link is lost, and ends when the other side does', async () => {
      const once = createTcpServer((socket) => socket.end('bye'));
      const silent = createTcpServer(() => undefined);
      for (const tcp of [once, silent]) await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
      const said = await session.forward('127.0.0.1', (once.address() as { port: number }).port);
      expect((await buffer(said)).toString()).toBe('bye');
      const waiting = await session.forward('127.0.0.1', (silent.address() as { port: number }).port);
      const failed = new Promise((resolve) => waiting.once('error', resolve));
      link.cut();
      expect(await failed).toMatchObject({ failure: { kind: 'connection-lost' } });
      for (const tcp of [once, silent]) await new Promise((resolve) => tcp.close(resolve));
    });
  });
});

describe('a session on a server that misbehaves', () => {
  let dialing: Dialing;
  let server: InstanceType<typeof ssh2.Server>;
  let port = 0;
  let onExec: (accept: () => ssh2.ServerChannel, reject: () => void) => void;

  beforeEach(async () => {
    dialing = createDialing({ user: 'deploy', auth: { kind: 'password' } });
    dialing.secrets.password = 'x';
    const host = makeKey(join(dialing.homeDir, 'host'));
    server = new ssh2.Server({ hostKeys: [readFileSync(host)] }, (client) => {
      client.on('error', () => undefined);
      client.on('authentication', (context) =>
        context.method === 'password' ? context.accept() : context.reject(['password']),
      );
      client.on('session', (accept) => accept().on('exec', (accepted, rejected) => onExec(accepted, rejected)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
    dialing.pin(port, publicKeyOf(host));
  });
  afterEach(async () => {
    await dialing.stop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('does not take a close without exit status for a success', async () => {
    onExec = (accept) => accept().end('half an answ');
    const session = await dialing.connect({ port });
    expect(await session.exec(sh`true`)).toMatchObject({ code: null, signal: null });
    expect((await session.stream(sh`true`, () => undefined)).code).toBeNull();
  });

  it('says that the server refuses commands', async () => {
    onExec = (_, reject) => reject();
    const session = await dialing.connect({ port });
    await expect(session.exec(sh`true`)).rejects.toMatchObject({ failure: { kind: 'session-refused' } });
  });

  it('does not wait longer than told for a server that never answers', async () => {
    onExec = () => undefined;
    const session = await dialing.connect({ port });
    await expect(session.exec(sh`true`, { timeoutMs: 100 })).rejects.toMatchObject({ failure: { kind: 'timed-out' } });
  });
});

/** The most commands that ran at a time, by sshd's own log: from the start of one to its exit status. */
const mostAtOnce = (log: string): number => {
  let running = 0;
  let most = 0;
  for (const [line] of log.matchAll(/server_input_channel_req: channel \d+ request exec|session_by_pid: pid \d+/g)) {
    running += line.includes('request exec') ? 1 : -1;
    most = Math.max(most, running);
  }
  return most;
};

const pidIn = (file: string): number | null => {
  try {
    return Number(readFileSync(file, 'utf8').trim()) || null;
  } catch {
    return null;
  }
};
