import { describe, expect, it } from 'vitest';
import type { HopName, HopState, JudgedHop } from './hop.ts';
import { pathSamples } from './pathSamples.ts';
import { SeriesName } from './series.ts';

const timings = { dns: 1, connect: 2, tls: 3, firstByte: 4, total: 10 };
const hop = (name: HopName, state: HopState, over: Partial<JudgedHop> = {}): JudgedHop => ({
  hop: name,
  state,
  detail: '',
  status: null,
  addresses: [],
  timings,
  certificateDays: null,
  at: 7,
  explainedBy: null,
  ...over,
});

describe('M1 what a look measured', () => {
  it('M1 names every part of an answered request, and the days of the certificate', () => {
    const samples = pathSamples({ hops: [hop('edge', 'up', { status: 200, certificateDays: 42.5 })] });
    expect(samples.map(({ name, value }) => [name, value])).toEqual([
      ['path.edge.dns', 1],
      ['path.edge.connect', 2],
      ['path.edge.tls', 3],
      ['path.edge.firstByte', 4],
      ['path.edge.total', 10],
      ['path.edge.certificate', 42.5],
    ]);
    for (const { name, at } of samples) expect([SeriesName.safeParse(name).success, at]).toEqual([true, 7]);
  });

  it('M1 takes the time after which nobody waited any longer for no latency', () => {
    expect(pathSamples({ hops: [hop('app', 'down'), hop('nginx', 'unknown', { status: 200 })] })).toEqual([]);
  });

  it('M1 measures DNS and the server, which answer without a status', () => {
    const only = { connect: null, tls: null, firstByte: null };
    const hops = [
      hop('dns', 'up', { timings: { ...only, dns: 2, total: 2 } }),
      hop('server', 'up', { timings: { ...only, dns: null, total: 5 } }),
    ];
    expect(pathSamples({ hops }).map(({ name }) => name)).toEqual(['path.dns.total', 'path.server.total']);
  });
});
