import { once } from 'node:events';
import { eventIterator, os } from '@orpc/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { CALLS_MAX } from './apiSocket.ts';
import { openTestHost, type TestHost } from './testing/testHost.ts';

let host: TestHost;
const running = new Set<string>();
let produced = 0;
const sockets: WebSocket[] = [];

const router = {
  double: os
    .input(z.number())
    .output(z.number())
    .handler(({ input }) => input * 2),
  wait: os.input(z.string()).handler(
    ({ input, signal }) =>
      new Promise<void>((resolve) => {
        running.add(input);
        signal?.addEventListener('abort', () => {
          running.delete(input);
          resolve();
        });
      }),
  ),
  flood: os.output(eventIterator(z.string())).handler(async function* () {
    for (;;) {
      produced += 1;
      yield 'x'.repeat(64 * 1024);
    }
  }),
};

beforeAll(async () => {
  host = await openTestHost({ router, pingMs: 200 });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});
afterAll(() => host.close());

const open = async (options: { readonly autoPong?: boolean } = {}): Promise<WebSocket> => {
  const socket = new WebSocket(`ws://${host.host}/api`, ['pitwall.v1', `token.${host.openSession()}`], {
    origin: host.origin,
    ...options,
  });
  sockets.push(socket);
  await once(socket, 'open');
  return socket;
};
const call = (id: string, path: string, json: unknown) => JSON.stringify({ i: id, p: { u: path, b: { json } } });
const answer = async (socket: WebSocket): Promise<Record<string, unknown>> =>
  JSON.parse(String((await once(socket, 'message'))[0]));
const closeCode = async (socket: WebSocket): Promise<number> => Number((await once(socket, 'close'))[0]);
const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a page’s connection', () => {
  it('carries calls', async () => {
    const socket = await open();
    socket.send(call('1', '/double', 21));
    expect(await answer(socket)).toEqual({ i: '1', p: { b: { json: 42 } } });
  });

  it.each([
    ['a call that is not there', call('a', '/halve', 1), 404],
    ['a wrong input', call('a', '/double', 'x'), 400],
    ['a path of another kind', call('a', '/double?x=1', 1), 400],
    ['a whole address', JSON.stringify({ i: 'a', p: { u: 'http://evil.test/double', b: {} } }), 400],
    ['a method', JSON.stringify({ i: 'a', p: { u: '/double', m: 'GET', b: {} } }), 400],
    [
      'a form',
      JSON.stringify({ i: 'a', p: { u: '/double', h: { 'content-type': 'multipart/form-data' }, b: {} } }),
      400,
    ],
    [
      'a stream towards us',
      JSON.stringify({ i: 'a', p: { u: '/double', h: { 'content-type': 'text/event-stream' } } }),
      400,
    ],
    ['an event of such a stream', JSON.stringify({ i: 'a', t: 3, p: { e: 'message', d: 1 } }), 400],
    ['no call at all', JSON.stringify({ i: 'a', p: null }), 400],
  ])('answers %s with a code', async (_name, message, status) => {
    const socket = await open();
    socket.send(message);
    expect(await answer(socket)).toMatchObject({ i: 'a', p: { s: status } });
    socket.send(call('b', '/double', 2));
    expect(await answer(socket)).toEqual({ i: 'b', p: { b: { json: 4 } } });
  });

  it.each([
    ['no JSON', 'hello', 1007],
    ['nothing', '', 1007],
    ['JSON without a number to answer under', '{"p":{"u":"/double"}}', 1007],
    ['a list', '[1]', 1007],
    ['bytes', Buffer.from([255, 0, 1]), 1007],
    ['text that is no UTF-8', null, 1007],
    ['too much', 'x'.repeat(2 * 1024 * 1024), 1009],
  ])('ends on %s, with a code', async (_name, message, code) => {
    const socket = await open();
    if (message === null) socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
    else socket.send(message);
    expect(await closeCode(socket)).toBe(code);
  });

  it('ends when a number is used twice at once', async () => {
    const socket = await open();
    socket.send(call('same', '/wait', 'first'));
    socket.send(call('same', '/wait', 'second'));
    expect(await closeCode(socket)).toBe(1008);
    await until(() => running.size === 0);
  });

  it('lets a page abort its call, and aborts what a lost page left open', async () => {
    const socket = await open();
    socket.send(call('1', '/wait', 'aborted'));
    socket.send(call('2', '/wait', 'left'));
    await until(() => running.size === 2);
    socket.send(JSON.stringify({ i: '1', t: 4 }));
    await until(() => !running.has('aborted'));
    expect(running.has('left')).toBe(true);
    socket.terminate();
    await until(() => running.size === 0);
  });

  it('has a limit of calls at once, and says so', async () => {
    const socket = await open();
    for (let n = 0; n < CALLS_MAX; n += 1) socket.send(call(`w${n}`, '/wait', `w${n}`));
    socket.send(call('over', '/double', 1));
    expect(await answer(socket)).toMatchObject({ i: 'over', p: { s: 429 } });
    socket.send(JSON.stringify({ i: 'w0', t: 4 }));
    await until(() => !running.has('w0'));
    // The freed place is noticed once the aborted call is through.
    for (let n = 0; ; n += 1) {
      socket.send(call(`again${n}`, '/double', 4));
      const { p } = await answer(socket);
      if (JSON.stringify(p) === '{"b":{"json":8}}') break;
    }
  });

  it('does not pile up a stream for a page that does not read', async () => {
    const socket = await open();
    socket.pause();
    socket.send(call('1', '/flood', undefined));
    let before = -1;
    // The stream stands still when several looks in a row see the same count.
    for (let same = 0; same < 10; ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      same = produced > 0 && produced === before ? same + 1 : 0;
      before = produced;
    }
    const mebibytes = (produced * 64) / 1024;
    expect(mebibytes).toBeLessThan(32);
    socket.terminate();
  });

  it('is given up when the page does not answer pings', async () => {
    const dead = await open({ autoPong: false });
    const alive = await open();
    expect(await closeCode(dead)).toBe(1006);
    alive.send(call('1', '/double', 1));
    expect(await answer(alive)).toMatchObject({ i: '1' });
  });
});
