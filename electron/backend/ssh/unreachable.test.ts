import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../systemClock.ts';
import { socketFailure } from './hopFailures.ts';
import { createDialing, type Dialing } from './testing/dialing.ts';
import { startLinkProxy } from './testing/linkProxy.ts';
import { makeKey, noSshd, startSshd } from './testing/realSshd.ts';

const ends: (() => Promise<unknown>)[] = [];

/** A TCP server on a free port that does `speak` with each connection. */
const listen = async (speak: (socket: Socket) => void): Promise<number> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    speak(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as { port: number }).port;
};

describe('a server that cannot be reached', () => {
  let dialing: Dialing;
  let path = '';
  const timings = { reachMs: 300, connectMs: 600 };
  const failure = (port: number, host = '127.0.0.1', options = {}) =>
    dialing.refused({ host, port, auth: { kind: 'key', path } }, options);

  beforeEach(() => {
    dialing = createDialing({ user: 'deploy' });
    path = makeKey(`${dialing.homeDir}/id`);
  });
  afterEach(async () => {
    await dialing.stop();
    for (const end of ends.splice(0)) await end();
  });

  it('says that nothing listens', async () => {
    const port = await listen(() => undefined);
    await ends.pop()?.();
    expect(await failure(port)).toMatchObject({
      kind: 'refused',
      hop: 'target',
      where: `deploy@127.0.0.1:${port}`,
      message: `127.0.0.1 answers, but nothing listens on port ${port}.`,
    });
  });

  it('says that the name is not known', async () => {
    const failed = await failure(22, 'no-such-host.invalid');
    expect(failed.kind).toBe('name-not-found');
    expect(failed.message).toContain('no-such-host.invalid');
  });

  it.each([
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['EACCES', 'unreachable'],
    ['ETIMEDOUT', 'timed-out'],
    ['EAI_AGAIN', 'name-not-found'],
    ['ENOTFOUND', 'name-not-found'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'connection-lost'],
    ['EWHATEVER', 'connection-lost'],
  ])('reads the code %s as %s', (code, kind) => {
    const place = { role: 'jump', where: 'deploy@web:22', host: 'web', port: 22 } as const;
    const failed = socketFailure(place, code);
    expect(failed).toMatchObject({ kind, hop: 'jump', where: 'deploy@web:22' });
    expect(failed.message).toContain('web');
    expect(failed.act).not.toBe('');
  });

  it('waits no longer than told for a host that does not answer', async () => {
    const port = await listen(() => undefined);
    const impatient = {
      ...systemClock,
      sleep: async (ms: number) => void (ms === 300 || (await systemClock.sleep(ms))),
    };
    expect(await failure(port, undefined, { clock: impatient, timings })).toMatchObject({
      kind: 'timed-out',
      message: `127.0.0.1 did not answer on port ${port}.`,
    });
  });

  it('recognises a port that speaks HTTP', async () => {
    const server = createHttpServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    const { port } = server.address() as { port: number };
    expect(await failure(port)).toMatchObject({
      kind: 'not-ssh',
      message: `127.0.0.1 speaks HTTP on port ${port}, not SSH.`,
    });
  });

  it.each([
    ['TLS', Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x0a]), 'speaks TLS'],
    ['SMTP', Buffer.from('220 mail.example.org ESMTP\r\n'), 'speaks SMTP or FTP'],
    [
      'garbage',
      Buffer.from('\u001b[31mwelcome\u0000\r\n'.repeat(3)),
      'speaks something else ("welcome welcome welcome")',
    ],
    ['an endless line', Buffer.alloc(5_000_000, 'x'), 'speaks something else'],
    ['SSH 1', Buffer.from('SSH-1.5-OldServer\r\n'), 'handshake with 127.0.0.1 broke'],
    [
      'SSH with nonsense behind it',
      Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(300, 7)]),
      'handshake with 127.0.0.1 broke',
    ],
  ])('recognises %s', async (_, bytes, words) => {
    const port = await listen((socket) => socket.end(bytes));
    const failed = await failure(port, undefined, { timings: { connectMs: 5000 } });
    expect(failed.kind).toBe('not-ssh');
    expect(failed.message).toContain(words);
  });

  it.each([
    ['at once', (socket: Socket) => socket.end(), 'closed it without a word'],
    ['by reset', (socket: Socket) => socket.resetAndDestroy(), 'closed it without a word'],
    [
      'after its first line',
      (socket: Socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
      'closed the connection during the handshake',
    ],
    [
      'for too many connections',
      (socket: Socket) => socket.end('Exceeded MaxStartups\r\n'),
      'has too many connections',
    ],
    ['for a while', (socket: Socket) => socket.end('Not allowed at this time\r\n'), 'blocks this address'],
  ])('says that the server hung up %s', async (_, speak, words) => {
    const port = await listen(speak);
    const failed = await failure(port);
    expect(failed.kind).toBe('connection-lost');
    expect(failed.message).toContain(words);
  });

  it('does not wait for ever for a port that says nothing, or stops in the middle', async () => {
    for (const greeting of ['', 'SSH-2.0-OpenSSH_9.2\r\n']) {
      const port = await listen((socket) => socket.write(greeting));
      expect(await failure(port, undefined, { timings })).toMatchObject({ kind: 'timed-out' });
      const stop = new AbortController();
      const waiting = failure(port, undefined, { signal: stop.signal });
      stop.abort();
      expect((await waiting).kind).toBe('cancelled');
    }
  });

  it('does not begin when it is cancelled before', async () => {
    let met = 0;
    const port = await listen(() => {
      met++;
    });
    expect((await failure(port, undefined, { signal: AbortSignal.abort() })).kind).toBe('cancelled');
    expect(met).toBe(0);
  });

  describe.skipIf(noSshd !== null)('a real sshd', () => {
    it('says that there is no common way to encrypt', async () => {
      const old = await startSshd({ config: ['Ciphers 3des-cbc', 'KexAlgorithms diffie-hellman-group14-sha1'] });
      ends.push(old.stop);
      const failed = await failure(old.port);
      expect(failed.kind).toBe('no-common-algorithm');
      expect(failed.message).toContain('no matching key exchange algorithm');
    });

    it('says that the server has gone silent in the middle of the handshake', async () => {
      const server = await startSshd();
      ends.push(server.stop);
      const link = await startLinkProxy(server.port);
      ends.push(link.stop);
      dialing.pin(link.port, ...Object.values(server.hostKeys));
      const failed = await failure(link.port, undefined, {
        timings: { connectMs: 1500 },
        onProgress: ({ kind }: { kind: string }) => kind === 'hostKeyTrusted' && link.swallow(),
      });
      expect(failed).toMatchObject({ kind: 'timed-out' });
      const cut = await startLinkProxy(server.port);
      ends.push(cut.stop);
      dialing.pin(cut.port, ...Object.values(server.hostKeys));
      const broken = await failure(cut.port, undefined, {
        onProgress: ({ kind }: { kind: string }) => kind === 'hostKeyTrusted' && cut.cut(),
      });
      expect(broken).toMatchObject({ kind: 'connection-lost' });
    });
  });
});
