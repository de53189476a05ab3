import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { Entity } from '../../shared/live/contract.ts';
import { api } from './client.ts';
import { staleQueries } from './staleQueries.ts';

const run = '01ARZ3NDEKTSV4RRFFQ69G5FAV' as never;
const other = '01BX5ZZKBKACTAV9WEVGEMMVRZ' as never;
const environment = '7c9f1ad0-6f3c-4f0e-9d7e-2a53f8f6a001' as never;
const project = '7c9f1ad0-6f3c-4f0e-9d7e-2a53f8f6a002' as never;

const keys = {
  projects: api.projects.list.queryKey(),
  run: api.deploys.run.queryKey({ input: { run } }),
  otherRun: api.deploys.run.queryKey({ input: { run: other } }),
  summary: api.deploys.summary.queryKey({ input: { project } }),
  plan: api.deploys.plan.queryKey({ input: { environment } }),
  page: api.deploys.logPage.queryKey({ input: { run, from: 0, count: 100 } }),
  range: api.range.state.queryKey(),
  secrets: api.connections.secrets.queryKey({ input: { environment } }),
  ledger: [['ledger', 'list'], { type: 'infinite' }] as const,
};

/** The names of the kept answers that an event makes untrue. */
const staleAfter = async (event: Parameters<typeof staleQueries>[0]): Promise<readonly string[]> => {
  const client = new QueryClient();
  for (const key of Object.values(keys)) client.setQueryData(key, 'kept' as never);
  for (const { key } of staleQueries(event)) await client.invalidateQueries({ queryKey: key, refetchType: 'none' });
  const stale = Object.entries(keys).filter(([, key]) => client.getQueryState(key)?.isInvalidated === true);
  client.clear();
  return stale.map(([name]) => name);
};
const change = (entity: Entity, id: string | null = null) => ({ kind: 'change', sequence: 1, entity, id }) as const;

describe('what a change makes untrue', () => {
  it('is everything after a reset', async () => {
    expect(await staleAfter({ kind: 'reset', sequence: 1 })).toEqual(Object.keys(keys));
  });

  it('is that run and what counts runs, and never a written log', async () => {
    expect(await staleAfter(change('run', run))).toEqual(['run', 'summary', 'plan']);
    expect(await staleAfter(change('run'))).toEqual(['run', 'otherRun', 'summary', 'plan']);
  });

  it('does not ask the target again at every step of a run', () => {
    const plan = staleQueries(change('run', run)).filter(({ key }) => JSON.stringify(key).includes('plan'));
    expect(plan.map(({ quietly }) => quietly)).toEqual([true]);
  });

  it('is what shows projects, environments, connections, the range and the ledger', async () => {
    expect(await staleAfter(change('project', project))).toEqual(['projects', 'summary', 'range']);
    expect(await staleAfter(change('environment', environment))).toEqual(['projects', 'summary', 'plan', 'secrets']);
    expect(await staleAfter(change('connection', environment))).toEqual(['plan', 'secrets']);
    expect(await staleAfter(change('range'))).toEqual(['range']);
    expect(await staleAfter(change('ledger'))).toEqual(['ledger']);
  });

  it('is something for every kind of change there is', () => {
    for (const entity of Entity.options) expect(staleQueries(change(entity)).length, entity).toBeGreaterThan(0);
  });
});
