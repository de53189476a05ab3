import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { defaultPrometheusSource, type PrometheusSource } from '../../../shared/prometheus/prometheusSource.ts';
import { keptLog } from '../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../live/createChangeFeed.ts';
import { systemClock } from '../systemClock.ts';
import type { Vault } from '../vault.ts';
import { askPrometheus } from './askPrometheus.ts';
import type { PrometheusDeps } from './prometheusDeps.ts';
import { createPrometheusService, type PrometheusService } from './prometheusService.ts';
import { keepSourceSecret } from './sourceSecret.ts';
import { tryQuery } from './tryQuery.ts';

const id = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
type Answer = (request: IncomingMessage, response: ServerResponse, query: string) => void;

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const vector = (...values: readonly string[]) => ({
  status: 'success',
  data: { resultType: 'vector', result: values.map((value, i) => ({ metric: { i: `${i}` }, value: [1, value] })) },
});

describe('M11 a Prometheus that answers as it likes', () => {
  let server: Server;
  let url: string;
  let answer: Answer;
  let service: PrometheusService;
  let deps: PrometheusDeps;
  let source: PrometheusSource;
  const secrets = new Map<string, string>();
  const samples: { readonly name: string; readonly value: number }[] = [];
  const seen: { readonly authorization: string | undefined; readonly path: string | undefined }[] = [];
  const log = keptLog();
  let wake = () => {};

  beforeEach(async () => {
    secrets.clear();
    samples.length = 0;
    seen.length = 0;
    answer = (_request, response) => json(response, vector('1'));
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      request.on('end', () => {
        seen.push({ authorization: request.headers.authorization, path: request.url });
        answer(request, response, new URLSearchParams(body).get('query') ?? '');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    source = { ...defaultPrometheusSource, url, queries: {} };
    const feed = createChangeFeed(1);
    feed.subscribe(() => wake());
    const vault: Vault = {
      protection: { kind: 'memory', explanation: '' },
      get: (name) => secrets.get(name) ?? null,
      set: (name, value) => void secrets.set(name, value),
      delete: (name) => void secrets.delete(name),
      names: () => [...secrets.keys()],
    };
    deps = {
      feed,
      clock: systemClock,
      log,
      vault,
      actor: 'user@machine',
      appendLedger: () => {},
      environmentOf: () => ({ id }) as Environment,
      allEnvironments: () => [id],
      settingsOf: () => ({ enabled: true, resourceSeconds: 2, prometheus: source }),
      record: (_id, all) => void samples.push(...all),
      readOwn: (_id, name) => ({ name, unit: 'own', step: 1, buckets: [] }),
      timeoutMs: 400,
    };
    service = createPrometheusService(deps);
  });
  afterEach(async () => {
    await service.dispose();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  const until = async (state: 'live' | 'lost') => {
    for (;;) {
      const now = service.collectionOf(id);
      if (now?.state === state) return now;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  const wrong: readonly (readonly [string, Answer, RegExp])[] = [
    ['redirects in a circle', (_r, s) => void s.writeHead(302, { location: '/api/v1/query' }).end(), /redirects to/],
    [
      'redirects to another host',
      (_r, s) => void s.writeHead(307, { location: 'http://a.example/?t=s3' }).end(),
      /redirects to http:\/\/a\.example;/,
    ],
    ['is a page', (_r, s) => void s.writeHead(200, { 'content-type': 'text/html' }).end('<script>'), /no JSON/],
    ['is another API', (_r, s) => void json(s, { up: true }), /no answer of Prometheus/],
    ['fails', (_r, s) => void s.writeHead(500).end('no'), /HTTP 500/],
    ['wants a sign-in', (_r, s) => void json(s, {}, 401), /refused the sign-in \(HTTP 401\)/],
    ['is silent', () => {}, /no whole answer within/],
    [
      'breaks off',
      (_r, s) => {
        s.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 }).write('{');
        setTimeout(() => s.destroy(), 20);
      },
      /broke off|could not be asked/,
    ],
    ['closes', (r) => void r.socket.destroy(), /could not be asked: it closed the connection/],
    [
      'is no JSON',
      (_r, s) => void s.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"succ'),
      /no answer of Prometheus/,
    ],
  ];
  it.each(wrong)('M11 one that %s is unknown with the reason, and records nothing', async (_name, how, reason) => {
    answer = how;
    const tried = await tryQuery(deps, { environment: id, source, kind: 'load.1', query: 'a' });
    expect(tried.result).toMatchObject({ kind: 'refused', message: expect.stringMatching(reason) });
    const before = seen.length;
    await expect(
      service.readSeries(id, ['load.1'], { from: 0, to: 1000, points: 10 }, undefined),
    ).rejects.toMatchObject({ code: 'TARGET', message: expect.stringMatching(reason) });
    // Neither a redirect nor a failure is followed by a second request.
    expect(seen.length).toBe(before + 1);
    expect(samples).toEqual([]);
  });

  it('M11 an endless answer is cut off, and one that never ends in time', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        if (!response.destroyed) response.write('[1,"1"],'.repeat(10_000), more);
      };
      more();
    };
    const ask = { source, secret: null, path: 'query', params: { query: 'a' }, clock: systemClock } as const;
    const never = new AbortController().signal;
    await expect(askPrometheus({ ...ask, signal: never, bodyMax: 1024 ** 2 })).rejects.toThrow(/more than 1 MB/);
    await expect(askPrometheus({ ...ask, signal: never, timeoutMs: 50 })).rejects.toThrow(/within/);
    const stop = new AbortController();
    const asked = askPrometheus({ ...ask, signal: stop.signal });
    stop.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
  });

  it('M11 ten thousand series are refused, NaN is no sample, and what is refused is unknown while the rest is judged', async () => {
    answer = (_request, response, query) => {
      if (query.includes('node_load1'))
        return void json(response, vector(...Array.from({ length: 10_000 }, () => '1')));
      if (query.includes('SwapFree')) return void json(response, vector('NaN'));
      if (query.includes('probe_success'))
        return void json(response, { status: 'error', errorType: 'bad_data', error: '1:2: parse error: x' }, 400);
      json(response, vector('0.5'));
    };
    service.start();
    await until('live');
    const names = samples.map(({ name }) => name);
    expect(names).toContain('cpu.busy');
    for (const name of ['load.1', 'swap.used', 'probe.success']) expect(names).not.toContain(name);
    expect(service.isBlind(id, 'load.1')).toBe(true);
    expect(service.isBlind(id, 'probe.success')).toBe(true);
    expect(service.isBlind(id, 'swap.used')).toBe(false);
    expect(service.isBlind(id, 'path.edge.total')).toBe(false);
    const shown = service.shown(id);
    expect(shown?.queries.find(({ kind }) => kind === 'load.1')?.trouble).toMatch(/10000 series/);
  });

  it('M11 a round that fails half way records nothing; then it is lost, and live when it answers again', async () => {
    let asked = 0;
    answer = (_request, response) => {
      asked += 1;
      if (asked > 3) response.writeHead(503).end();
      else json(response, vector('1'));
    };
    service.start();
    expect((await until('lost')).reason).toMatch(/HTTP 503/);
    expect(samples).toEqual([]);
    expect(service.isBlind(id, 'cpu.busy')).toBe(true);
    answer = (_request, response) => void json(response, vector('1'));
    expect((await until('live')).reason).toBeNull();
    expect(samples.length).toBeGreaterThan(0);
  });

  it('M11 the secret goes to the address it was entered for and to no other', async () => {
    keepSourceSecret(deps.vault, id, url, 'geheim');
    const basic: PrometheusSource = { ...source, signIn: { kind: 'basic', user: 'pitwall' } };
    const ask = (each: PrometheusSource) => tryQuery(deps, { environment: id, source: each, kind: 'a', query: 'a' });
    await ask({ ...source, signIn: { kind: 'bearer' } });
    await ask({ ...basic, url: `${url}/prefix/` });
    await ask({ ...basic, url: url.replace('127.0.0.1', 'localhost') });
    await ask(source);
    expect(seen).toEqual([
      { authorization: 'Bearer geheim', path: '/api/v1/query' },
      { authorization: `Basic ${btoa('pitwall:geheim')}`, path: '/prefix/api/v1/query' },
      { authorization: undefined, path: '/api/v1/query' },
      { authorization: undefined, path: '/api/v1/query' },
    ]);
    expect(log.entries.join()).not.toContain('geheim');
  });

  it('M11 a series that is not asked of Prometheus is read from what Pitwall measured', async () => {
    answer = (_request, response) =>
      void json(response, {
        status: 'success',
        data: { resultType: 'matrix', result: [{ metric: {}, values: [[60, '2']] }] },
      });
    const read = await service.readSeries(
      id,
      ['path.edge.total', 'load.1'],
      { from: 0, to: 120_000, points: 10 },
      undefined,
    );
    expect(read[0]?.unit).toBe('own');
    expect(read[1]?.buckets).toEqual([{ at: 60_000, min: 2, max: 2, mean: 2, count: 1 }]);
  });
});
