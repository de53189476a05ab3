import { expect, it } from 'vitest';
import type { HopName } from './hop.ts';
import { judgePath } from './judgePath.ts';
import type { ProbedHop } from './probedHop.ts';

const breakable = ['dns', 'edge', 'nginx', 'app'] as const;
type Breakable = (typeof breakable)[number];

const seen = (hop: HopName, over: Partial<ProbedHop>): ProbedHop => ({
  hop,
  state: 'up',
  detail: hop,
  status: null,
  addresses: [],
  timings: null,
  certificateDays: null,
  at: 1,
  reached: true,
  heard: true,
  ours: false,
  ...over,
});
const answered = (hop: HopName, status: number) => seen(hop, { status, state: status === 200 ? 'up' : 'down' });
const refused = (hop: HopName) => seen(hop, { state: 'down', reached: false, heard: false });

/** What each probe sees of a path in which these hops are broken by themselves: a proxy answers 502 for what is gone behind it. */
const look = (broken: ReadonlySet<Breakable>): readonly ProbedHop[] => {
  const app = broken.has('app') ? refused('app') : answered('app', 200);
  const nginx = broken.has('nginx') ? refused('nginx') : answered('nginx', app.state === 'up' ? 200 : 502);
  const edge = broken.has('edge') ? refused('edge') : answered('edge', nginx.state === 'up' ? 200 : 502);
  return [seen('dns', { state: broken.has('dns') ? 'down' : 'up' }), edge, seen('server', {}), nginx, app];
};

const combinations = Array.from(
  { length: 2 ** breakable.length },
  (_, number) => new Set(breakable.filter((_hop, index) => (number & (1 << index)) !== 0)),
);

it('M1 all sixteen ways in which four hops may be broken: the first that is broken by itself is named, in the order of the path', () => {
  expect(combinations).toHaveLength(16);
  for (const broken of combinations) {
    const judged = judgePath(1, look(broken), 'up');
    const oracle = breakable.find((hop) => broken.has(hop)) ?? null;
    expect([[...broken], judged.failing]).toEqual([[...broken], oracle]);
    expect(judged.state).toBe(oracle === null ? 'up' : 'down');
    // Nothing that is whole is blamed.
    const blamed = judged.hops.filter(({ state, explainedBy }) => state === 'down' && explainedBy === null);
    for (const { hop } of blamed) expect([...broken]).toContain(hop);
  }
});
