import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../shared/alerts/alert.ts';
import type { EnvironmentId, ProjectId } from '../../shared/ids.ts';
import type { PathReading } from '../../shared/monitor/hop.ts';
import type { RangeFaultName, RangeServer } from '../../shared/range/contract.ts';
import { type Laptop, newLaptop, type Pitwall } from '../deploys/laptop.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';

type ServerName = RangeServer['name'];

let laptop: Laptop;
let pitwall: Pitwall;
let project: ProjectId;
const environments = new Map<string, EnvironmentId>();

beforeAll(async () => {
  laptop = newLaptop();
  pitwall = await laptop.startPitwall();
  const { client } = pitwall;
  const opened = await client.range.open();
  if (opened.project === null) throw new Error('the range has no project');
  ({ project } = opened as { project: ProjectId });
  const found = (await client.projects.list()).find(({ id }) => id === project);
  for (const { name, id } of found?.environments ?? []) {
    environments.set(name, id);
    const settings = await client.monitor.settings({ environment: id });
    await client.monitor.saveSettings({
      environment: id,
      // Looks must outlast the slow answers of production.
      settings: { ...settings, intervalSeconds: name === 'staging' ? 2 : 5, resourceSeconds: 2 },
    });
    await waitUntil(`${name} is up`, async () => (await pathOf(name as ServerName))?.state === 'up');
  }
});
afterAll(async () => {
  await pitwall.stop();
  await laptop[Symbol.asyncDispose]();
});

const idOf = (server: ServerName): EnvironmentId => {
  const id = environments.get(server);
  if (id === undefined) throw new Error(`no environment ${server}`);
  return id;
};
const pathOf = async (server: ServerName): Promise<PathReading | null> => {
  const watches = await pitwall.client.monitor.watches({ project });
  return watches.find(({ environment }) => environment === idOf(server))?.watch.path ?? null;
};
const turn = (server: ServerName, fault: RangeFaultName, on: boolean) =>
  pitwall.client.range.setFault({ server, fault, on });
const alertsOf = async (server: ServerName, open: boolean): Promise<readonly Alert[]> => {
  const { alerts } = await pitwall.client.alerts.list({ project, open, before: null, limit: 100 });
  return alerts.filter(({ environmentId }) => environmentId === idOf(server));
};
const opens = (server: ServerName, name: string) =>
  waitUntil(
    `"${name}" on ${server} opens`,
    async () => {
      const open = await alertsOf(server, true);
      return open.find((alert) => alert.name === name);
    },
    150_000,
  );
const closes = (server: ServerName, name: string) =>
  waitUntil(
    `"${name}" on ${server} closes`,
    async () => {
      const names = (await alertsOf(server, true)).map((alert) => alert.name);
      return !names.includes(name) && (await alertsOf(server, false)).some((alert) => alert.name === name);
    },
    150_000,
  );
/** The newest values of a series. */
const newest = async (server: ServerName, name: string): Promise<number> => {
  const now = Date.now();
  const { series } = await pitwall.client.monitor.series({
    environment: idOf(server),
    names: [name],
    from: now - 60_000,
    to: now,
    points: 100,
  });
  return series[0]?.buckets.at(-1)?.max ?? Number.NaN;
};
const names = async (server: ServerName) => (await alertsOf(server, true)).map(({ name }) => name);

describe('M1 a fault of the range, watched', () => {
  it('M1 a name that leads elsewhere is DNS’s failure, with the edge healthy at the expected address', async () => {
    await turn('staging', 'dns-wrong-address', true);
    const alert = await opens('staging', 'Name leads elsewhere');
    expect(alert.reason).toContain('resolves to 127.0.0.2, expected 127.0.0.1');
    const path = await pathOf('staging');
    expect(path?.failing).toBe('dns');
    expect(path?.hops.map(({ hop, state }) => `${hop} ${state}`)).toEqual([
      'dns down',
      'edge up',
      'server up',
      'nginx up',
      'app up',
    ]);
    expect(await names('staging')).toEqual(['Name leads elsewhere']);
    await turn('staging', 'dns-wrong-address', false);
    await closes('staging', 'Name leads elsewhere');
  });

  it('M1 an edge that is dead is named, with everything behind it up', async () => {
    await turn('staging', 'edge-dead', true);
    await opens('staging', 'Edge down');
    const path = await pathOf('staging');
    expect(path?.failing).toBe('edge');
    expect(path?.hops.filter(({ state }) => state === 'up').map(({ hop }) => hop)).toEqual([
      'dns',
      'server',
      'nginx',
      'app',
    ]);
    expect(await names('staging')).toEqual(['Edge down']);
    await turn('staging', 'edge-dead', false);
    await closes('staging', 'Edge down');
  });

  it('M4 M5 pages that fail, answers that are slow, memory that leaks and a disk that is full each open their alert, and close it', async () => {
    const faults = ['error-bursts', 'sluggish-app', 'memory-leak', 'disk-full'] as const;
    for (const fault of faults) await turn('production', fault, true);
    const wanted = ['Many errors', 'Answers slow', 'Memory nearly full', 'Disk filling up'];
    for (const name of wanted) await opens('production', name);
    expect(await newest('production', 'http.p95')).toBeGreaterThan(1_400);
    expect(await newest('production', 'http.5xx')).toBeGreaterThan(0.5);
    expect(await newest('production', 'memory.used')).toBeGreaterThan(96);
    expect(await newest('production', 'disk.used:/')).toBe(100);
    // Slow and failing pages are felt by visitors; the path, which asks the health page, stays up.
    expect((await pathOf('production'))?.state).toBe('up');
    expect(new Set(await names('production'))).toEqual(new Set(wanted));
    for (const fault of faults) await turn('production', fault, false);
    for (const name of wanted) await closes('production', name);
    expect(await names('production')).toEqual([]);
    expect(await names('staging')).toEqual([]);
  });
});
