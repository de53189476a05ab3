import { readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { os } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from './testing/rawRequest.ts';
import { KEY, openTestHost, type TestHost } from './testing/testHost.ts';

let host: TestHost;
let calls = 0;
beforeAll(async () => {
  host = await openTestHost({
    router: { count: os.handler(() => ++calls) },
    limits: { headersMs: 400, requestMs: 800, lookMs: 50 },
  });
});
afterAll(() => host.close());

const get = (target: string, ...headers: readonly string[]) =>
  rawRequest(host.port, [`GET ${target} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\n'));
const page = (target: string, ...headers: readonly string[]) => get(target, `Host: ${host.host}`, ...headers);

const post = (target: string, body: string, ...headers: readonly string[]) =>
  rawRequest(
    host.port,
    [
      `POST ${target} HTTP/1.1`,
      `Host: ${host.host}`,
      ...headers,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\n'),
  );
const ours = () => [`Origin: ${host.origin}`, 'Content-Type: application/json'];
const signIn = (code: string) => post('/session', JSON.stringify({ code }), ...ours());

const socket = (target: string, ...headers: readonly string[]) =>
  get(
    target,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  );
const signedSocket = (token: string, ...headers: readonly string[]) =>
  socket('/api', ...headers, `Sec-WebSocket-Protocol: pitwall.v1, token.${token}`);

describe('the page', () => {
  it('is served with a strict policy and without a trace of who came from where', async () => {
    const { status, text } = await page('/');
    expect(status).toBe(200);
    expect(text).toContain('Test page');
    for (const header of [
      "default-src 'none'",
      "script-src 'self';",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'cross-origin-opener-policy: same-origin',
      'cross-origin-resource-policy: same-origin',
      'x-content-type-options: nosniff',
      'referrer-policy: no-referrer',
      'permissions-policy: camera=()',
      'cache-control: no-store',
    ])
      expect(text).toContain(header);
    expect(text.toLowerCase()).not.toContain('set-cookie');
    expect(text.toLowerCase()).not.toContain('access-control-allow');
    expect(/script-src [^;]*(unsafe|\*|http)/.test(text)).toBe(false);
  });

  it('keeps files with a hash in their name', async () => {
    const { status, text } = await page('/assets/app-0a1b2c.js');
    expect(status).toBe(200);
    expect(text).toContain('immutable');
    expect(text).toContain('text/javascript');
  });

  it.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/%2e%2e/%2e%2e/secret.html',
    '/..\\secret.html',
    '//secret.html',
    '/secret.html',
    '/assets',
    '/assets/',
    '/notes.txt',
    '/index.html%00.js',
    '/__proto__',
    '/constructor',
  ])('gives nothing for %s', async (target) => {
    const { status, text } = await page(target);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain('outside');
  });

  it('has no effect to offer on GET, and knows no other method', async () => {
    expect((await page('/session')).status).toBe(404);
    expect((await page('/session/code')).status).toBe(404);
    expect((await page('/api')).status).toBe(404);
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']) {
      const request = `${method} / HTTP/1.1\nHost: ${host.host}\nConnection: close\n\n`;
      expect((await rawRequest(host.port, request)).status, method).toBe(405);
    }
  });
});

describe('the address', () => {
  it.each([
    ['localhost.evil', (port: number) => [`Host: localhost.evil:${port}`]],
    ['127.0.0.1.evil.test', (port: number) => [`Host: 127.0.0.1.evil.test:${port}`]],
    ['a rebound name', (port: number) => [`Host: evil.test:${port}`]],
    ['localhost, which Pitwall does not print', (port: number) => [`Host: localhost:${port}`]],
    ['no port', () => ['Host: 127.0.0.1']],
    ['another port', () => ['Host: 127.0.0.1:1']],
    ['a user before it', (port: number) => [`Host: x@127.0.0.1:${port}`]],
    ['the same number, otherwise written', (port: number) => [`Host: 127.1:${port}`]],
    ['two Host headers, good first', (port: number) => [`Host: 127.0.0.1:${port}`, 'Host: evil.test']],
    ['two Host headers, bad first', (port: number) => ['Host: evil.test', `Host: 127.0.0.1:${port}`]],
    ['two Host headers alike', (port: number) => [`Host: 127.0.0.1:${port}`, `hOST: 127.0.0.1:${port}`]],
    ['an empty one', () => ['Host: ']],
    ['none', () => []],
  ])('is refused for %s, for the page and for the socket', async (_name, headers) => {
    const token = host.openSession();
    const refused = [400, 421];
    expect(refused).toContain((await get('/', ...headers(host.port))).status);
    expect(refused).toContain((await signedSocket(token, ...headers(host.port), `Origin: ${host.origin}`)).status);
  });

  it('is no proxy', async () => {
    expect((await page(`http://${host.host}/`)).status).toBe(400);
    expect((await page('http://evil.test/')).status).toBe(400);
    const tunnel = await rawRequest(host.port, `CONNECT evil.test:80 HTTP/1.1\nHost: ${host.host}\n\n`);
    expect(tunnel.status).not.toBe(200);
  });
});

describe('another page', () => {
  it.each([
    ['http://evil.test'],
    ['null'],
    ['http://127.0.0.1:1'],
    ['http://localhost'],
    ['https://127.0.0.1'],
    ['http://127.0.0.1.evil.test'],
  ])('from %s can neither sign in, nor read, nor open the socket', async (origin) => {
    const code = host.issueCode();
    const foreign = [`Origin: ${origin}`, 'Content-Type: application/json'];
    expect((await post('/session', JSON.stringify({ code }), ...foreign)).status).toBe(403);
    expect((await page('/', `Origin: ${origin}`)).status).toBe(403);
    expect((await signedSocket(host.openSession(), `Host: ${host.host}`, `Origin: ${origin}`)).status).toBe(403);
    // The code was not used up by it.
    expect((await signIn(code)).status).toBe(200);
  });

  it.each([
    ['no Origin at all', []],
    ['two Origins', ['Origin: ORIGIN', 'Origin: ORIGIN']],
    ['an Origin, but the browser says cross-site', ['Origin: ORIGIN', 'Sec-Fetch-Site: cross-site']],
    ['an Origin, but the browser says another port', ['Origin: ORIGIN', 'Sec-Fetch-Site: same-site']],
  ])('is refused at the door and the socket with %s', async (_name, headers) => {
    const lines = headers.map((line) => line.replace('ORIGIN', host.origin));
    const body = JSON.stringify({ code: host.issueCode() });
    const refused = [400, 403];
    expect(refused).toContain((await post('/session', body, 'Content-Type: application/json', ...lines)).status);
    expect(refused).toContain((await signedSocket(host.openSession(), `Host: ${host.host}`, ...lines)).status);
  });

  it('may link here, but may not use our files', async () => {
    const linked = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    expect((await page('/', ...linked)).status).toBe(200);
    expect(
      (await page('/', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image')).status,
    ).toBe(403);
    expect(
      (await page('/', 'Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe')).status,
    ).toBe(403);
  });
});

describe('the door', () => {
  it('takes a code once', async () => {
    const code = host.issueCode();
    expect(code.length).toBeGreaterThanOrEqual(22);
    const first = await signIn(code);
    expect(first.status).toBe(200);
    expect(first.text).toContain('cache-control: no-store');
    expect((await signIn(code)).status).toBe(401);
  });

  it('takes JSON only, and little of it', async () => {
    const body = JSON.stringify({ code: host.issueCode() });
    const origin = `Origin: ${host.origin}`;
    expect((await post('/session', body, origin, 'Content-Type: text/plain')).status).toBe(415);
    expect((await post('/session', body, origin, 'Content-Type: application/x-www-form-urlencoded')).status).toBe(415);
    expect((await post('/session', body, origin)).status).toBe(415);
    expect((await post('/session', body, origin, 'Content-Type: application/json, text/plain')).status).toBe(415);
    expect((await post('/session', '{', ...ours())).status).toBe(400);
    expect((await post('/session', '{"code":1}', ...ours())).status).toBe(400);
    expect((await post('/session', '{"code":"x","more":1}', ...ours())).status).toBe(400);
    expect((await post('/session', '[]', ...ours())).status).toBe(400);
    expect((await post('/session/elsewhere', '{}', ...ours())).status).toBe(404);
    expect((await post('/session', JSON.stringify({ code: 'x'.repeat(100_000) }), ...ours())).status).toBe(413);
    const chunk = `${(8192).toString(16)}\n${'x'.repeat(8192)}\n`;
    const chunked = `POST /session HTTP/1.1\nHost: ${host.host}\n${ours().join('\n')}\nTransfer-Encoding: chunked\n\n${chunk}0\n\n`;
    expect((await rawRequest(host.port, chunked)).status).toBe(413);
  });

  it('refuses a body of two lengths', async () => {
    const smuggled = await rawRequest(
      host.port,
      `POST /session HTTP/1.1\nHost: ${host.host}\n${ours().join('\n')}\nContent-Length: 2\nTransfer-Encoding: chunked\n\n{}`,
    );
    expect(smuggled.status).toBe(400);
  });

  it('gives a fresh code to whoever knows the key of the data folder, and to nobody else', async () => {
    expect((await post('/session/code', '{}', ...ours())).status).toBe(401);
    expect((await post('/session/code', '{}', ...ours(), 'Authorization: Bearer wrong')).status).toBe(401);
    const { status, text } = await post('/session/code', '{}', ...ours(), `Authorization: Bearer ${KEY}`);
    expect(status).toBe(200);
    expect((await signIn(/"code":"([\w-]+)"/.exec(text)?.[1] ?? '')).status).toBe(200);
  });

  it('lets nobody try codes without end', async () => {
    const own = await openTestHost({ router: {} });
    try {
      const statuses: (number | null)[] = [];
      for (let n = 0; n < 25; n += 1) {
        const body = JSON.stringify({ code: `wrong-${n}` });
        const request = `POST /session HTTP/1.1\nHost: ${own.host}\nOrigin: ${own.origin}\nContent-Type: application/json\nContent-Length: ${body.length}\nConnection: close\n\n${body}`;
        statuses.push((await rawRequest(own.port, request)).status);
      }
      expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
      expect(statuses.slice(20)).toEqual(Array.from({ length: 5 }, () => 429));
    } finally {
      await own.close();
    }
  });

  it('keeps of a token only its hash, privately', async () => {
    const { text } = await signIn(host.issueCode());
    const token = /"token":"([\w-]+\.[\w-]+)"/.exec(text)?.[1] ?? '';
    const path = join(host.folder, 'sessions.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(token.split('.')[1]?.length).toBe(43);
    expect(readFileSync(path, 'utf8')).toContain(token.split('.')[0]);
    expect(readFileSync(path, 'utf8')).not.toContain(token.split('.')[1]);
  });
});

describe('the socket', () => {
  const fine = () => [`Host: ${host.host}`, `Origin: ${host.origin}`];

  it('opens for our page with its token, and never says the token again', async () => {
    const token = host.openSession();
    const { status, text } = await signedSocket(token, ...fine());
    expect(status).toBe(101);
    expect(text).toContain('Sec-WebSocket-Protocol: pitwall.v1\r\n');
    expect(text).not.toContain(token);
  });

  it.each([
    ['no token', () => 'Sec-WebSocket-Protocol: pitwall.v1'],
    ['no subprotocol', () => 'X-Nothing: here'],
    ['a wrong secret', (token: string) => `Sec-WebSocket-Protocol: pitwall.v1, token.${token.slice(0, -4)}AAAA`],
    ['a wrong id', (token: string) => `Sec-WebSocket-Protocol: pitwall.v1, token.x${token.slice(1)}`],
    ['the id alone', (token: string) => `Sec-WebSocket-Protocol: pitwall.v1, token.${token.split('.')[0]}`],
    ['an empty secret', (token: string) => `Sec-WebSocket-Protocol: pitwall.v1, token.${token.split('.')[0]}.`],
    ['more behind it', (token: string) => `Sec-WebSocket-Protocol: pitwall.v1, token.${token}.x`],
    ['the token in a cookie', (token: string) => `Cookie: pitwall-session=${token}`],
    ['the token as a bearer header', (token: string) => `Authorization: Bearer ${token}`],
    ['another version', (token: string) => `Sec-WebSocket-Protocol: pitwall.v2, token.${token}`],
  ])('stays shut with %s', async (_name, header) => {
    expect((await socket('/api', ...fine(), header(host.openSession()))).status).toBe(401);
  });

  it('stays shut with the token in a query string, and elsewhere than at /api', async () => {
    const token = host.openSession();
    expect((await socket(`/api?token=${token}`, ...fine())).status).toBe(400);
    expect(
      (await socket(`/api?token=${token}`, ...fine(), `Sec-WebSocket-Protocol: pitwall.v1, token.${token}`)).status,
    ).toBe(400);
    expect((await socket('/', ...fine(), `Sec-WebSocket-Protocol: pitwall.v1, token.${token}`)).status).toBe(404);
  });

  it('has let none of all this reach the API', () => {
    expect(calls).toBe(0);
  });
});

describe('who dribbles', () => {
  const dribble = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const slow = connect({ host: '127.0.0.1', port: host.port });
      let text = '';
      let at = 0;
      const next = setInterval(() => {
        if (slow.writable) slow.write(bytes[at++ % bytes.length] ?? 'x');
      }, 20);
      slow.on('data', (part) => {
        text += String(part);
      });
      slow.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error),
      );
      slow.on('close', () => {
        clearInterval(next);
        resolve(text);
      });
    });

  it('its headers is cut off', async () => {
    expect(await dribble(`GET / HTTP/1.1\r\nHost: ${host.host}\r\nX-Slow: ${'x'.repeat(100_000)}`)).toContain('408');
  });

  it('its body is cut off', async () => {
    const slow = connect({ host: '127.0.0.1', port: host.port });
    const closed = new Promise<void>((resolve) => slow.on('close', () => resolve()));
    let text = '';
    slow.on('data', (part) => {
      text += String(part);
    });
    slow.on('error', () => {});
    slow.write(
      `POST /session HTTP/1.1\r\nHost: ${host.host}\r\n${ours().join('\r\n')}\r\nContent-Length: 1000\r\n\r\n{`,
    );
    await closed;
    expect(text).not.toContain('200 OK');
  });

  it('sends endless headers is cut off', async () => {
    const { status } = await page('/', ...Array.from({ length: 400 }, (_, n) => `X-${n}: ${'x'.repeat(100)}`));
    expect(status).toBe(431);
  });
});
