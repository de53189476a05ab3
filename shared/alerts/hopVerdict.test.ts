import { describe, expect, it } from 'vitest';
import type { HopName, HopState, JudgedHop, PathReading } from '../monitor/hop.ts';
import { hopVerdict } from './hopVerdict.ts';

const hop = (name: HopName, state: HopState, explainedBy: HopName | null = null): JudgedHop => ({
  hop: name,
  state,
  explainedBy,
  detail: `seen as ${state}`,
  status: null,
  addresses: [],
  timings: null,
  certificateDays: null,
  at: 1,
});
const path = (state: HopState, failing: HopName | null, hops: readonly JudgedHop[], own = 'up'): PathReading => ({
  at: 1,
  hops: [...hops],
  state,
  failing,
  reason: 'What the verdict says.',
  ownNetwork: own as PathReading['ownNetwork'],
});
const all: ReadonlySet<HopName> = new Set<HopName>(['dns', 'edge', 'server', 'nginx', 'app']);
const appDown = path('down', 'app', [
  hop('edge', 'down', 'app'),
  hop('server', 'up'),
  hop('nginx', 'down', 'app'),
  hop('app', 'down'),
]);
const verdictOf = (reading: PathReading, which: HopName | null, watched = all) =>
  hopVerdict(reading, which, watched).verdict;

describe('M1 one failure is one alert', () => {
  it('M1 is bad for the hop that fails first, and unknown for what it explains', () => {
    expect(verdictOf(appDown, 'app')).toBe('bad');
    expect(verdictOf(appDown, 'nginx')).toBe('unknown');
    expect(verdictOf(appDown, 'edge')).toBe('unknown');
    expect(verdictOf(appDown, 'server')).toBe('good');
    expect(hopVerdict(appDown, 'app', all).detail).toBe('What the verdict says.');
  });

  it('M1 is the path’s own alert only where no rule stands for the hop', () => {
    expect(verdictOf(appDown, null)).toBe('unknown');
    expect(verdictOf(appDown, null, new Set<HopName>(['dns', 'edge']))).toBe('bad');
    expect(verdictOf(path('up', null, [hop('app', 'up')]), null)).toBe('good');
    expect(verdictOf(path('degraded', 'server', [hop('server', 'down')]), null)).toBe('good');
  });

  it('M1 hides what lies behind the failing hop, unless nothing speaks for that one', () => {
    const both = path('down', 'edge', [hop('edge', 'down'), hop('server', 'down'), hop('app', 'unknown')]);
    expect(verdictOf(both, 'edge')).toBe('bad');
    expect(verdictOf(both, 'server')).toBe('unknown');
    expect(verdictOf(both, 'server', new Set<HopName>(['server']))).toBe('bad');
    expect(verdictOf(both, 'app')).toBe('unknown');
  });

  it('M2 is unknown for all of it when our own network is down, and for a hop that is not looked at', () => {
    const blind = path('unknown', null, [hop('edge', 'unknown'), hop('app', 'unknown')], 'down');
    for (const which of ['edge', 'app', 'dns', null] as const) expect(verdictOf(blind, which)).toBe('unknown');
    expect(verdictOf(path('up', null, [hop('app', 'up')]), 'dns')).toBe('unknown');
  });
});
