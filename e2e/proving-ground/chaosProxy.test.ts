import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChaosProxy } from './chaosProxy.ts';
import { waitUntil } from './waitUntil.ts';

const BYTES = randomBytes(400_000);

/** A server that says BYTES to whoever says something, then goes on to echo. */
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write(BYTES);
    socket.on('data', (chunk) => socket.write(chunk));
    socket.on('end', () => socket.end());
  });
});
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  server.close();
});

const ask = (to: number): Socket => {
  const socket = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
  socket.write('hello');
  return socket;
};
/** Everything until the end of the connection, and how it ended. */
const hear = async (socket: Socket) => {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = await new Promise<string>((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.on('end', () => resolve('end'));
    socket.on('close', () => resolve('close'));
  });
  return { end, bytes: Buffer.concat(chunks) };
};

describe('the chaos proxy', () => {
  it('hands every byte on in order, also in slices, slowly and late', async () => {
    await using proxy = await startChaosProxy(port, { latencyMs: 5, sliceBytes: 997, bytesPerSecond: 4_000_000 });
    const socket = ask(proxy.port);
    socket.end();
    const began = performance.now();
    expect((await buffer(socket)).equals(BYTES)).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(100);
    expect(proxy.stats()).toEqual({ connections: 1, cuts: 0, bytesUp: 5, bytesDown: BYTES.length });
  });

  it('cuts after exactly so many bytes, by reset or by close', async () => {
    for (const [cutMode, end] of [
      ['reset', 'ECONNRESET'],
      ['close', 'end'],
    ] as const) {
      await using proxy = await startChaosProxy(port, { cutAfterBytes: () => 123_455.4, cutMode, sliceBytes: 10_000 });
      const heard = await hear(ask(proxy.port));
      expect(heard.end).toBe(end);
      expect(proxy.stats()).toEqual({ connections: 1, cuts: 1, bytesUp: 5, bytesDown: 123_451 });
      // A reset may throw away what the receiver had not read yet.
      expect(BYTES.subarray(0, heard.bytes.length).equals(heard.bytes)).toBe(true);
      if (cutMode === 'close') expect(heard.bytes.length).toBe(123_451);
    }
  });

  it('falls silent as a black hole and keeps both ends open', async () => {
    await using proxy = await startChaosProxy(port, { cutAfterBytes: () => 50_000, cutMode: 'black-hole' });
    const socket = ask(proxy.port);
    const heard = hear(socket);
    await waitUntil('the link is cut', () => proxy.stats().cuts === 1);
    socket.write('are you there?');
    expect(await Promise.race([heard, sleep(200, 'nothing')])).toBe('nothing');
    expect(socket.destroyed).toBe(false);
    expect(proxy.open()).toBe(1);
    expect(proxy.stats()).toMatchObject({ bytesUp: 5, bytesDown: 49_995 });
  });

  it('cuts all that is open and takes new connections after it', async () => {
    await using proxy = await startChaosProxy(port);
    const sockets = [ask(proxy.port), ask(proxy.port), ask(proxy.port)];
    const heard = sockets.map(hear);
    await waitUntil('all are open', () => proxy.stats().bytesDown === 3 * BYTES.length);
    expect(proxy.cutAll('reset')).toBe(3);
    expect((await Promise.all(heard)).map(({ end }) => end)).toEqual(['ECONNRESET', 'ECONNRESET', 'ECONNRESET']);
    expect(proxy.open()).toBe(0);
    const again = ask(proxy.port);
    again.end();
    expect((await buffer(again)).equals(BYTES)).toBe(true);
  });

  it('refuses while it is told to', async () => {
    await using proxy = await startChaosProxy(port, { refuse: true });
    expect((await hear(ask(proxy.port))).end).toBe('ECONNRESET');
    proxy.set({ refuse: false });
    const socket = ask(proxy.port);
    socket.end();
    expect((await buffer(socket)).equals(BYTES)).toBe(true);
  });

  it('ends the other side when one side is gone', async () => {
    const gone = createServer((socket) => socket.resetAndDestroy());
    gone.listen(0, '127.0.0.1');
    await once(gone, 'listening');
    await using proxy = await startChaosProxy((gone.address() as { port: number }).port);
    expect(['end', 'close', 'ECONNRESET', 'EPIPE']).toContain((await hear(ask(proxy.port))).end);
    await waitUntil('nothing is open', () => proxy.open() === 0);
    gone.close();
  });
});
