import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition, RuleSettings } from '../../shared/alerts/rule.ts';
import type { EnvironmentId, ProjectId } from '../../shared/ids.ts';
import { defaultMonitorSettings, type MonitorSettings } from '../../shared/monitor/monitorSettings.ts';
import type { EnvironmentSettings } from '../../shared/projects/environment.ts';
import { type ExposedEnvironment, exposedFamilies } from '../../shared/prometheus/exposedFamilies.ts';
import { exposition } from '../../shared/prometheus/exposition.ts';
import { defaultPrometheusSource, type PrometheusSource } from '../../shared/prometheus/prometheusSource.ts';
import { sourceQueries } from '../../shared/prometheus/sourceQueries.ts';
import { exampleQueries, usualQueries } from '../../shared/prometheus/usualQueries.ts';
import { freePorts } from '../proving-ground/freePorts.ts';
import { runProcess } from '../proving-ground/runProcess.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import { type ApiClient, openApiClient, signInByLink } from '../shell/apiClient.ts';
import {
  cleanEnv,
  type Folders,
  makeFolders,
  node24,
  READY,
  root,
  type StartedProcess,
  startProcess,
} from '../shell/pitwallProcess.ts';
import { noPrometheus, type PrometheusPrograms, promtool, startPrometheusPrograms } from './prometheusPrograms.ts';

if (noPrometheus !== null) console.warn(noPrometheus);

const serve = (folders: Folders, metrics: number): StartedProcess =>
  startProcess({
    command: node24,
    args: [join(root, 'out', 'main', 'serve.js'), '--data', folders.dataDir, '--no-open', '--metrics', `${metrics}`],
    env: cleanEnv(folders.homeDir),
  });

const status = (url: string, method = 'GET', headers: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe.skipIf(noPrometheus !== null)('M11 Debian’s Prometheus', () => {
  let folders: Folders;
  let shell: StartedProcess;
  let api: ApiClient;
  let programs: PrometheusPrograms;
  let project: ProjectId;
  let environment: EnvironmentId;
  let origin: string;
  let metricsPort = 0;
  const metrics = () => `http://127.0.0.1:${metricsPort}/metrics`;

  beforeAll(async () => {
    folders = makeFolders();
    [metricsPort = 0] = await freePorts(1);
    shell = serve(folders, metricsPort);
    const [, link = '', at = ''] = await shell.line(READY);
    origin = at;
    api = await openApiClient(origin, await signInByLink(link));
    programs = await startPrometheusPrograms({ pitwall: `127.0.0.1:${metricsPort}`, probed: `${origin}/` });
    const { call } = api;
    ({ id: project } = await call.projects.create({ name: 'Shop "A"', key: 'SHOP', description: '' }));
    ({ id: environment } = await call.projects.createEnvironment({ project, settings: environmentAt(origin) }));
    await call.monitor.saveSettings({ environment, settings: settingsOf({}) });
  });
  afterAll(async () => {
    api?.close();
    await programs?.end();
    await shell?.end();
    folders?.remove();
  });

  const settingsOf = (more: Partial<PrometheusSource>): MonitorSettings => ({
    ...defaultMonitorSettings,
    enabled: true,
    intervalSeconds: 2,
    resourceSeconds: 2,
    references: [],
    prometheus: { ...defaultPrometheusSource, url: programs.url, labels: 'job="node"', scrapeSeconds: 2, ...more },
  });
  const collection = async () => {
    const [found] = await api.call.monitor.watches({ project });
    return found?.watch.collection ?? null;
  };
  const until = (state: 'live' | 'lost') =>
    waitUntil(`Prometheus is ${state}`, async () => {
      const now = await collection();
      return now?.state === state ? now : null;
    });
  const read = async (name: string, seconds: number) => {
    const to = Date.now();
    const input = { environment, names: [name], from: to - seconds * 1000, to, points: 600 };
    return (await api.call.monitor.series(input)).series[0];
  };
  const openAlerts = async () => (await api.call.alerts.list({ project, open: true, before: null, limit: 50 })).alerts;

  it('M11 every usual expression is understood, and what is measured of this machine comes as series and charts', async () => {
    await until('live');
    const names = await waitUntil('the usual series are there', async () => {
      const found = await api.call.monitor.seriesNames({ environment });
      return found.includes('cpu.busy') && found.includes('probe.total') ? found : null;
    });
    for (const wanted of ['load.1', 'memory.used', 'memory.available', 'probe.success', 'probe.firstByte'])
      expect(names).toContain(wanted);
    const shown = await api.call.prometheus.source({ environment });
    expect(shown?.host).toBe(new URL(programs.url).host);
    expect(shown?.queries.filter(({ trouble }) => trouble !== null)).toEqual([]);

    const source = settingsOf({}).prometheus;
    if (source === null) throw new Error('no source');
    const all = [...sourceQueries(source), ...Object.entries(exampleQueries).map(([kind, query]) => ({ kind, query }))];
    for (const { kind, query } of all) {
      const { result } = await api.call.prometheus.try({ environment, source, kind, query });
      expect(result.kind, `${kind}: ${JSON.stringify(result)}`).toBe('series');
    }
    const [memory, load] = await Promise.all([read('memory.used', 30), read('load.1', 30)]);
    expect(memory?.unit).toBe('%');
    for (const { mean } of memory?.buckets ?? []) expect(mean > 0 && mean < 100).toBe(true);
    expect(load?.buckets.length).toBeGreaterThan(0);
    // The probe is Prometheus' own, the path is ours.
    expect((await api.call.monitor.watches({ project }))[0]?.watch.path?.hops.length).toBeGreaterThan(0);
    const traffic = await api.call.monitor.traffic({ environment });
    expect([traffic.state, traffic.reason]).toEqual(['off', expect.stringContaining('Prometheus')]);
  });

  it('M11 an expression that is wrong is refused with Prometheus’ own words and their place', async () => {
    const source = settingsOf({}).prometheus;
    if (source === null) throw new Error('no source');
    const tried = await api.call.prometheus.try({ environment, source, kind: 'queue.length', query: 'sum(up' });
    expect(tried.result).toMatchObject({ kind: 'refused', line: 1, message: expect.stringContaining('parse error') });
    const nothing = await api.call.prometheus.try({ environment, source, kind: 'x', query: 'nothing_like_this' });
    expect(nothing.result).toEqual({ kind: 'series', count: 0, series: [] });
    const notNumber = await api.call.prometheus.try({ environment, source, kind: 'x', query: '0/0' });
    expect(notNumber.result).toMatchObject({ kind: 'series', series: [{ value: null }] });
  });

  it('M11 a rule opens an alert by a value that Prometheus gave, also by an expression of one’s own', async () => {
    const { call } = api;
    const queries = { 'scraped.targets': 'count(up == 1)' };
    await call.monitor.saveSettings({ environment, settings: settingsOf({ queries }) });
    const condition = { kind: 'threshold', series: 'scraped.targets', side: 'above', open: 1, close: 1 } as const;
    await call.alerts.saveRule({ environment, id: null, settings: rule('Targets', condition) });
    const alert = await waitUntil('the alert opens', async () =>
      (await openAlerts()).find(({ reason }) => reason.includes('scraped.targets')),
    );
    expect(alert.reason).toMatch(/^scraped\.targets is [23]: above 1/);
  });

  it('M11 Prometheus that is killed is unknown with the reason: no alert of absence, no zero; it goes on when it is back, with a gap', async () => {
    const { call } = api;
    const condition = { kind: 'absence', series: 'load.1', seconds: 10 } as const;
    await call.alerts.saveRule({ environment, id: null, settings: rule('No load', condition) });
    await programs.killPrometheus();
    const lost = await until('lost');
    expect(lost.reason).toMatch(/could not be asked: (nothing listens there|it closed the connection)/);
    await expect(read('load.1', 30)).rejects.toMatchObject({ code: 'TARGET' });
    // Longer than the rule waits.
    const since = Date.now();
    await waitUntil('the rule would have opened', () => Date.now() - since > 14_000);
    expect((await openAlerts()).filter(({ reason }) => reason.includes('No sample'))).toEqual([]);
    await programs.startPrometheus();
    await until('live');
    const series = await waitUntil('there is something behind the gap', async () => {
      const found = await read('load.1', 60);
      const last = found?.buckets.at(-1);
      return last !== undefined && last.at > since + 14_000 ? found : null;
    });
    const gaps = series.buckets.slice(1).map(({ at }, index) => at - (series.buckets[index]?.at ?? at));
    expect(Math.max(...gaps)).toBeGreaterThan(series.step);
    expect(Math.min(...series.buckets.map(({ mean }) => mean))).toBeGreaterThan(0);
  });

  it('M11 an exporter that is gone is an absence, which a rule tells', async () => {
    await programs.killExporter();
    const alert = await waitUntil('the absence is told', async () =>
      (await openAlerts()).find(({ reason }) => reason.includes('No sample of mean load of 1 min')),
    );
    expect(alert).toBeDefined();
    await programs.startExporter();
    await waitUntil('it closes', async () => !(await openAlerts()).some(({ id }) => id === alert.id));
  });

  it('M11 Prometheus scrapes what Pitwall measures itself, and promtool finds nothing wrong with it', async () => {
    const text = await waitUntil('the path is told', async () => {
      const told = await (await fetch(metrics())).text();
      return told.includes('pitwall_environment_verdict') && told.includes('pitwall_path_total_seconds') ? told : null;
    });
    expect(text).toContain('pitwall_alerts_open{project="Shop \\"A\\"",environment="production",severity="warning"}');
    // What came from Prometheus is not told to it again.
    expect(text).not.toContain('pitwall_load');
    if (promtool !== null)
      for (const each of [text, exposition(exposedFamilies([everySeries], 0, '0.0.0'))]) {
        const { code, stdout, stderr } = await runProcess(promtool, ['check', 'metrics'], { stdin: each });
        expect([code, stdout, stderr]).toEqual([0, '', '']);
      }
    const source = settingsOf({}).prometheus;
    if (source === null) throw new Error('no source');
    const query = 'pitwall_hop_up{hop="edge"}';
    const tried = await waitUntil('it was scraped', async () => {
      const { result } = await api.call.prometheus.try({ environment, source, kind: 'x', query });
      return result.kind === 'series' && result.count === 1 ? result.series : null;
    });
    expect(tried[0]).toMatchObject({ value: 1, labels: { project: 'Shop "A"', environment: 'production' } });
  });

  it('M11 the endpoint answers GET of its own address only, and a taken port is refused with a clear error', async () => {
    expect(await status(metrics())).toBe(200);
    expect(await status(metrics(), 'POST')).toBe(405);
    expect(await status(metrics(), 'GET', { host: 'attacker.example' })).toBe(421);
    expect(await status(metrics(), 'GET', { host: `attacker.example:${metricsPort}` })).toBe(421);
    expect(await status(metrics(), 'GET', { origin: 'http://attacker.example' })).toBe(403);
    expect(await status(metrics().replace('/metrics', '/'))).toBe(404);
    const other = makeFolders();
    try {
      const second = serve(other, metricsPort);
      expect(await second.exited).toBe(1);
      expect(second.stderr()).toBe(
        `Port ${metricsPort} for metrics is in use by another program. Name another one with --metrics.\n`,
      );
    } finally {
      other.remove();
    }
  });

  it('M11 the secret is kept for one address, given back to nobody, and is in no log, ledger or exposition', async () => {
    const { call } = api;
    const value = `token-${randomUUID()}`;
    await call.prometheus.setSecret({ environment, url: programs.url, value });
    expect(await call.prometheus.secret({ environment })).toEqual({ origin: programs.url });
    const everything = [
      JSON.stringify(await call.monitor.settings({ environment })),
      JSON.stringify(await call.prometheus.source({ environment })),
      JSON.stringify(await call.ledger.list({ project: null, before: null, limit: 100 })),
      await (await fetch(metrics())).text(),
      readFileSync(join(folders.dataDir, 'pitwall.log'), 'utf8'),
    ].join('\n');
    expect(everything).not.toContain(value);
    expect(everything).toContain('Entered the secret of Prometheus for production');
    await call.prometheus.clearSecret({ environment });
    expect(await call.prometheus.secret({ environment })).toBeNull();
  });
});

/** An environment with a sample of every series that there is a name for. */
const everySeries: ExposedEnvironment = {
  project: 'Shop',
  environment: 'production',
  watched: true,
  path: null,
  samples: new Map(
    [
      ...usualQueries.map(({ kind, by }) => (by === null ? kind : `${kind}:/srv`)),
      ...['2xx', '3xx', '4xx', '5xx'].map((each) => `http.${each}`),
      ...['dns', 'connect', 'tls', 'firstByte', 'total', 'certificate'].map((part) => `path.edge.${part}`),
    ].map((name) => [name, { at: 0, value: 1, every: 1 }]),
  ),
  alerts: { warning: 0, critical: 0 },
};

const rule = (name: string, condition: Condition): RuleSettings => ({
  name,
  enabled: true,
  severity: 'warning',
  condition,
  forSeconds: 0,
  openAfter: 1,
  closeAfter: 1,
  remindSeconds: null,
  makesItem: false,
});

/** Nobody listens for SSH there: what is measured comes from Prometheus alone. */
const environmentAt = (origin: string): EnvironmentSettings => ({
  name: 'production',
  tier: 'production',
  protected: false,
  ssh: { host: '127.0.0.1', port: 1, user: 'nobody', auth: { kind: 'agent' }, jump: null },
  repositoryPath: '/srv/repository',
  appPath: '/srv/app',
  branch: 'main',
  unit: 'shop.service',
  nginxUnit: 'nginx.service',
  strategy: { kind: 'in-place', delete: false, exclude: [] },
  health: {
    appUrl: `${origin}/`,
    nginxUrl: `${origin}/`,
    publicUrl: `${origin}/`,
    expectStatus: 200,
    passes: 1,
    intervalSeconds: 1,
    timeoutSeconds: 10,
  },
  limits: { preflight: 10, pull: 10, sync: 10, restart: 10, reload: 10, health: 10 },
});
