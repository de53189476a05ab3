import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { httpProbe } from '../ssh/httpProbe.ts';
import { systemClock } from '../systemClock.ts';
import { dnsProbe } from './dnsProbe.ts';
import { edgeProbe } from './edgeProbe.ts';
import { hopOfAnswer } from './hopOfAnswer.ts';
import { referenceProbe } from './referenceProbe.ts';
import { resolveName } from './resolveName.ts';
import { createFarSide } from './testing/farSide.ts';
import { makeCertificate } from './testing/makeCertificate.ts';
import { type NameServer, startNameServer } from './testing/nameServer.ts';

const DAY = 86_400_000;
const HOST = 'shop.test';
const signal = new AbortController().signal;
const far = createFarSide();
let names: NameServer;

const certificates = {
  good: makeCertificate(HOST, Date.now() + 60.5 * DAY),
  ending: makeCertificate(HOST, Date.now() + 5.5 * DAY),
  ended: makeCertificate(HOST, Date.now() - 3.5 * DAY),
  strange: makeCertificate('other.test', Date.now() + 60 * DAY),
  untrusted: makeCertificate(HOST, Date.now() + 60 * DAY),
};

beforeAll(async () => {
  const { untrusted: _, ...trusted } = certificates;
  tls.setDefaultCACertificates(Object.values(trusted).map(({ cert }) => cert));
  names = await startNameServer();
});
afterEach(() => far.stop());
afterAll(() => names.stop());

const looking = () => ({
  clock: systemClock,
  timeoutMs: 5_000,
  signal,
  nameServers: [names.address],
  knownHere: async () => [],
});
const edge = (url: string, over: { timeoutMs?: number; addresses?: readonly string[] } = {}) =>
  edgeProbe(url, {
    clock: systemClock,
    expectStatus: 200,
    addresses: ['127.0.0.1'],
    dnsMs: 2.5,
    timeoutMs: 5_000,
    signal,
    ...over,
  });

describe('M1 the hop DNS', () => {
  const dns = (expectAddresses: readonly string[] = []) => dnsProbe(HOST, { ...looking(), expectAddresses });

  it('M1 says what the name resolves to, both families, and how long that took', async () => {
    names.set(HOST, ['203.0.113.7', '2001:db8::7']);
    const probe = await dns(['203.0.113.7', '2001:0db8:0:0::7']);
    expect(probe).toMatchObject({
      state: 'up',
      addresses: ['2001:db8::7', '203.0.113.7'],
      detail: 'resolves to 2001:db8::7, 203.0.113.7, as expected',
    });
    expect(probe.timings?.total).toBeGreaterThan(0);
  });

  it('M1 is down when the name leads to a wrong address', async () => {
    names.set(HOST, ['198.51.100.1']);
    expect(await dns(['203.0.113.7'])).toMatchObject({
      state: 'down',
      detail: 'resolves to 198.51.100.1, expected 203.0.113.7',
    });
  });

  it('M1 is down when the name does not exist, has no address, or its servers fail', async () => {
    names.set(HOST, { rcode: 3 });
    expect(await dns()).toMatchObject({ state: 'down', detail: 'DNS does not know shop.test' });
    names.set(HOST, []);
    expect(await dns()).toMatchObject({ state: 'down', detail: 'DNS knows no address of shop.test' });
    names.set(HOST, { rcode: 2 });
    expect(await dns()).toMatchObject({ state: 'down', ours: true });
  });

  it('M2 is unknown, never down, when no name server answers', async () => {
    names.set(HOST, 'silence');
    expect(await dnsProbe(HOST, { ...looking(), timeoutMs: 100, expectAddresses: [] })).toMatchObject({
      state: 'unknown',
    });
  });

  it('M2 is unknown, never down, when the expected address may be in the half of the answer that was lost', async () => {
    names.set(HOST, { only6: ['2001:db8::7'] });
    const half = (expectAddresses: readonly string[]) =>
      dnsProbe(HOST, { ...looking(), timeoutMs: 100, expectAddresses });
    expect(await half(['203.0.113.7'])).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('only half of the question'),
    });
    expect(await half(['2001:db8::7'])).toMatchObject({ state: 'up' });
    names.set(HOST, ['2001:db8::7']);
    expect(await dns(['203.0.113.7'])).toMatchObject({ state: 'down' });
  });

  it('M1 tells a name that only this machine knows from one that the world knows', async () => {
    names.set(HOST, { rcode: 3 });
    const options = { ...looking(), knownHere: async () => ['10.0.0.5'], expectAddresses: [] };
    expect(await dnsProbe(HOST, options)).toMatchObject({ state: 'degraded', addresses: ['10.0.0.5'] });
  });

  it('M1 looks up neither an address nor localhost', async () => {
    const before = names.asked().length;
    expect(await dnsProbe('127.0.0.1', { ...looking(), expectAddresses: [] })).toMatchObject({ state: 'up' });
    expect((await resolveName('localhost', looking())).addresses).toContain('127.0.0.1');
    expect(names.asked()).toHaveLength(before);
  });

  it('M1 asks the name server that was named for every name, and its denial stands', async () => {
    const elsewhere = await startNameServer();
    try {
      names.set(HOST, ['203.0.113.7']);
      elsewhere.set(HOST, ['10.0.0.7']);
      elsewhere.set('shop.localhost', ['10.0.0.8']);
      const asked = {
        ...looking(),
        knownHere: async () => ['10.0.0.9'],
        resolver: elsewhere.address,
        expectAddresses: [],
      };
      expect(await dnsProbe(HOST, asked)).toMatchObject({ state: 'up', addresses: ['10.0.0.7'] });
      expect(await dnsProbe('shop.localhost', asked)).toMatchObject({ state: 'up', addresses: ['10.0.0.8'] });
      expect(await dnsProbe('other.test', asked)).toMatchObject({
        state: 'down',
        detail: 'DNS does not know other.test',
      });
    } finally {
      await elsewhere.stop();
    }
    const gone = { ...looking(), timeoutMs: 500, resolver: elsewhere.address, expectAddresses: [] };
    expect(await dnsProbe(HOST, gone)).toMatchObject({ state: 'unknown' });
  });
});

describe('M1 the edge', () => {
  it('M1 measures each part of the request and the days of the certificate', async () => {
    const { port } = await far.https(certificates.good, (_, response) => void response.end('ok'));
    const probe = await edge(`https://${HOST}:${port}/health`);
    expect(probe).toMatchObject({ state: 'up', status: 200, detail: 'HTTP 200', reached: true, heard: true });
    expect(probe.certificateDays).toBeCloseTo(60.5, 0);
    const { dns, connect, tls: secure, firstByte, total } = probe.timings ?? { total: 0 };
    expect(dns).toBe(2.5);
    for (const part of [connect, secure, firstByte]) expect(part).toBeGreaterThan(0);
    expect(total).toBeGreaterThanOrEqual((dns ?? 0) + (connect ?? 0) + (secure ?? 0));
  });

  it('M1 opens a connection of its own each time, so that the timings are true', async () => {
    let opened = 0;
    const { port } = await far.tcp((socket) => {
      opened += 1;
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    });
    await edge(`http://${HOST}:${port}/`);
    await edge(`http://${HOST}:${port}/`);
    expect(opened).toBe(2);
  });

  it('M1 is degraded two weeks before the certificate ends, and down when it has ended', async () => {
    const ending = await far.https(certificates.ending, (_, response) => void response.end());
    expect(await edge(`https://${HOST}:${ending.port}/`)).toMatchObject({
      state: 'degraded',
      detail: 'HTTP 200, but the certificate ends in 5 days',
    });
    let asked = 0;
    const ended = await far.https(certificates.ended, (_, response) => {
      asked += 1;
      response.end();
    });
    const probe = await edge(`https://${HOST}:${ended.port}/`);
    expect(probe).toMatchObject({
      state: 'down',
      detail: 'its certificate ended 3 days ago',
      reached: false,
      heard: true,
    });
    expect(probe.certificateDays).toBeLessThan(-3);
    expect(asked).toBe(0);
  });

  it('M1 trusts neither another name’s certificate nor an unknown authority’s', async () => {
    const strange = await far.https(certificates.strange, (_, response) => void response.end());
    expect(await edge(`https://${HOST}:${strange.port}/`)).toMatchObject({
      state: 'down',
      detail: `its certificate is for another name than ${HOST}:${strange.port}`,
    });
    const untrusted = await far.https(certificates.untrusted, (_, response) => void response.end());
    expect((await edge(`https://${HOST}:${untrusted.port}/`)).detail).toMatch(/not trusted by this machine/);
    const plain = await far.http((_, response) => void response.end());
    expect((await edge(`https://${HOST}:${plain.port}/`)).detail).toMatch(/does not speak TLS/);
  });

  it('M1 stops reading an endless body and decodes nothing', async () => {
    let sent = 0;
    const { port } = await far.http((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const more = () => {
        sent += 1024;
        if (!response.destroyed) response.write(Buffer.alloc(1024), more);
      };
      more();
    });
    expect(await edge(`http://${HOST}:${port}/`)).toMatchObject({ state: 'up', status: 200 });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('M1 reports a redirect and does not follow it, in a loop or not', async () => {
    let asked = 0;
    const { port } = await far.http((_, response) => {
      asked += 1;
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(await edge(`http://${HOST}:${port}/`)).toMatchObject({
      state: 'down',
      status: 302,
      reached: true,
      detail: 'HTTP 302 to /again, expected 200',
    });
    expect(asked).toBe(1);
  });

  it('M1 gives up on a server that takes the request and hangs, and on an answer that never ends', async () => {
    const silent = await far.tcp();
    expect(await edge(`http://${HOST}:${silent.port}/`, { timeoutMs: 150 })).toMatchObject({
      state: 'down',
      status: null,
      reached: true,
      heard: true,
      detail: 'took the request, but gave no answer within 0.2 s',
    });
    const endless = await far.http((_, response) => void response.writeHead(200).write('a'));
    expect(await edge(`http://${HOST}:${endless.port}/`, { timeoutMs: 150 })).toMatchObject({
      state: 'down',
      status: 200,
      detail: 'HTTP 200, but the answer never ended (no answer within 0.2 s)',
    });
  });

  it('M1 is down by itself where nothing listens, hangs up or speaks something else', async () => {
    const port = await far.closedPort();
    expect(await edge(`http://${HOST}:${port}/`)).toMatchObject({
      state: 'down',
      reached: false,
      heard: false,
      detail: `nothing listens on ${HOST}:${port}`,
    });
    const rude = await far.tcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect((await edge(`http://${HOST}:${rude.port}/`)).detail).toBe('closed the connection without an answer');
    const mail = await far.tcp((socket) => void socket.end('220 mail ready\r\n'));
    expect((await edge(`http://${HOST}:${mail.port}/`)).state).toBe('down');
  });

  it('M1 tries the next address when one takes no connection', async () => {
    const { port } = await far.http((_, response) => void response.end());
    expect(await edge(`http://${HOST}:${port}/`, { addresses: ['127.0.0.2', '127.0.0.1'] })).toMatchObject({
      state: 'up',
    });
  });

  it('M2 is unknown, never down, when this machine has no time left or cannot open a connection', async () => {
    const well = await far.http((_, response) => void response.end('ok'));
    const url = `http://${HOST}:${well.port}/`;
    expect(await edge(url, { timeoutMs: -200 })).toMatchObject({ state: 'unknown', heard: false });
    const timings = { connect: null, tls: null, firstByte: null };
    const failed = { kind: 'failed', message: '', status: null, duration: 1, certificateEnds: null, timings } as const;
    const saw = (code: string, sent: boolean) =>
      hopOfAnswer({ ...failed, code, sent }, { where: HOST, expectStatus: 200, now: 0 });
    expect(saw('EMFILE', false)).toMatchObject({
      state: 'unknown',
      detail: 'this machine could not open a connection to shop.test (EMFILE)',
    });
    expect(saw('ECONNREFUSED', false)).toMatchObject({ state: 'down' });
  });

  it('M1 ends at once when the look is given up', async () => {
    const silent = await far.tcp();
    const stop = new AbortController();
    const asked = httpProbe(`http://127.0.0.1:${silent.port}/`, {
      timeoutMs: 60_000,
      signal: stop.signal,
      clock: systemClock,
    });
    stop.abort();
    expect(await asked).toMatchObject({ kind: 'failed' });
  });
});

describe('M2 a reference', () => {
  it('M2 counts when it takes a connection, not when it refuses or its name is unknown', async () => {
    const { port } = await far.tcp();
    names.set('reference.test', ['127.0.0.1']);
    expect(await referenceProbe({ host: '127.0.0.1', port }, looking())).toBe(true);
    expect(await referenceProbe({ host: 'reference.test', port }, looking())).toBe(true);
    expect(await referenceProbe({ host: 'unknown.test', port }, looking())).toBe(false);
    expect(await referenceProbe({ host: '127.0.0.1', port: await far.closedPort() }, looking())).toBe(false);
  });
});
