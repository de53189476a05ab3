import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HopName, type HopState, hopNames } from './hop.ts';
import { judgePath } from './judgePath.ts';
import type { ProbedHop } from './probedHop.ts';

const probe = (hop: HopName, state: HopState, over: Partial<ProbedHop> = {}): ProbedHop => ({
  hop,
  state,
  detail: `${hop} is ${state}`,
  status: null,
  addresses: [],
  timings: null,
  certificateDays: null,
  at: 1,
  reached: state !== 'unknown',
  heard: state === 'up',
  ours: false,
  ...over,
});
const http = (hop: HopName, status: number): ProbedHop =>
  probe(hop, status === 200 ? 'up' : 'down', { status, heard: true, detail: `HTTP ${status}` });
const refused = (hop: HopName): ProbedHop =>
  probe(hop, 'down', { reached: false, heard: false, detail: 'nothing listens there' });
const inside = [probe('dns', 'up'), probe('server', 'up')];

const anyState = fc.constantFrom<HopState>('up', 'degraded', 'down', 'unknown');
const anyProbe = (hop: HopName) =>
  fc
    .record({
      state: anyState,
      reached: fc.boolean(),
      heard: fc.boolean(),
      ours: fc.boolean(),
      status: fc.constantFrom(null, 200, 301, 404, 500, 502),
    })
    .map(({ state, ...over }) => probe(hop, state, over));
const anyPath = fc
  .tuple(fc.boolean(), ...hopNames.map(anyProbe))
  .map(([whole, ...probes]) => probes.filter(({ hop }) => whole || (hop !== 'dns' && hop !== 'edge')));
const anyOwn = fc.constantFrom('up' as const, 'down' as const, 'unknown' as const);
const anyJudged = fc
  .tuple(anyPath, anyOwn)
  .map(([probes, own]) => ({ probes, own, judged: judgePath(5, probes, own) }));
const isBad = (state: HopState) => state === 'down';

describe('M1 the verdict over the path', () => {
  it('M1 names nginx when it refuses and the app behind it is healthy', () => {
    const judged = judgePath(1, [...inside, http('edge', 502), refused('nginx'), http('app', 200)], 'up');
    expect(judged).toMatchObject({
      state: 'down',
      failing: 'nginx',
      reason:
        'The first hop that fails is nginx: nothing listens there. That explains why the edge fails, too. The app behind it is healthy.',
    });
    expect(judged.hops.map(({ hop, explainedBy }) => [hop, explainedBy])).toEqual([
      ['dns', null],
      ['edge', 'nginx'],
      ['server', null],
      ['nginx', null],
      ['app', null],
    ]);
  });

  it('M1 names the app when a 502 comes through nginx and the edge', () => {
    const judged = judgePath(1, [...inside, http('edge', 502), http('nginx', 502), refused('app')], 'up');
    expect(judged.failing).toBe('app');
    expect(judged.hops.filter(({ explainedBy }) => explainedBy === 'app').map(({ hop }) => hop)).toEqual([
      'edge',
      'nginx',
    ]);
    expect(judged.reason).toContain('That explains why the edge and nginx fail, too.');
  });

  it('M1 names the edge when it does not even connect, whatever is behind it', () => {
    const judged = judgePath(1, [...inside, refused('edge'), http('nginx', 502), refused('app')], 'up');
    expect(judged.failing).toBe('edge');
    expect(judged.hops.find(({ hop }) => hop === 'nginx')?.explainedBy).toBe('app');
  });

  it('M1 does not put a redirect or a refusal of the edge down to the app', () => {
    for (const status of [301, 403])
      expect(judgePath(1, [...inside, http('edge', status), http('nginx', 200), refused('app')], 'up').failing).toBe(
        'edge',
      );
    expect(judgePath(1, [...inside, http('edge', 404), http('nginx', 404), http('app', 404)], 'up').failing).toBe(
      'app',
    );
  });

  it('M1 says that nobody can look inside when the edge answers 502 and SSH does not let us in', () => {
    const shut = probe('server', 'unknown', { detail: 'the sign-in was refused' });
    const judged = judgePath(
      1,
      [probe('dns', 'up'), http('edge', 502), shut, probe('nginx', 'unknown'), probe('app', 'unknown')],
      'up',
    );
    expect(judged.failing).toBe('edge');
    expect(judged.reason).toBe(
      'The edge answers with HTTP 502, so what is behind it does not answer, and nobody can look inside. The server, nginx and the app could not be looked at: the sign-in was refused.',
    );
  });

  it('M1 calls users served when only the inside fails', () => {
    const judged = judgePath(1, [...inside, http('edge', 200), http('nginx', 200), refused('app')], 'up');
    expect(judged).toMatchObject({ state: 'degraded', failing: 'app' });
    expect(judged.reason).toContain('Users still get the expected answer at the edge.');
  });

  it('M1 judges DNS that leads elsewhere as down though the edge is healthy', () => {
    const judged = judgePath(
      1,
      [probe('dns', 'down'), http('edge', 200), probe('server', 'up'), http('nginx', 200), http('app', 200)],
      'up',
    );
    expect(judged).toMatchObject({ state: 'down', failing: 'dns' });
  });

  it('M1 names exactly one hop when something fails, and none otherwise', () => {
    fc.assert(
      fc.property(anyJudged, ({ judged }) => {
        const down = judged.hops.filter(({ state }) => isBad(state));
        expect(judged.failing === null).toBe(down.length === 0);
        if (judged.failing === null) return;
        const first = judged.hops.find(({ state, explainedBy }) => isBad(state) && explainedBy === null);
        expect(first?.hop).toBe(judged.failing);
      }),
    );
  });

  it('M1 explains a failure only by a hop behind it that fails by itself', () => {
    fc.assert(
      fc.property(anyJudged, ({ judged }) => {
        for (const { hop, state, explainedBy } of judged.hops) {
          if (explainedBy === null) continue;
          expect(isBad(state)).toBe(true);
          const far = judged.hops.find((each) => each.hop === explainedBy);
          expect(far).toMatchObject({ state: 'down', explainedBy: null });
          expect(hopNames.indexOf(explainedBy)).toBeGreaterThan(hopNames.indexOf(hop));
        }
      }),
    );
  });

  it('M1 never makes a hop worse than its probe said: unknown stays unknown', () => {
    fc.assert(
      fc.property(anyJudged, ({ probes, judged }) => {
        for (const { hop, state } of judged.hops) {
          const said = probes.find((each) => each.hop === hop)?.state;
          expect([said, 'unknown']).toContain(state);
        }
      }),
    );
  });

  it('M1 calls nothing behind a shut server down', () => {
    fc.assert(
      fc.property(anyJudged, ({ judged }) => {
        const server = judged.hops.find(({ hop }) => hop === 'server')?.state;
        if (server !== 'down' && server !== 'unknown') return;
        for (const { hop, state } of judged.hops) if (hop === 'nginx' || hop === 'app') expect(state).not.toBe('down');
      }),
    );
  });

  it('M1 is up exactly when every hop that was looked at is up, and one of them answers users', () => {
    fc.assert(
      fc.property(anyJudged, ({ judged }) => {
        const looked = judged.hops.filter(({ state }) => state !== 'unknown');
        const answers = looked.some(({ hop }) => hop === 'edge' || hop === 'nginx' || hop === 'app');
        const down = looked.some(({ state }) => state === 'down');
        expect(judged.state === 'up').toBe(answers && looked.every(({ state }) => state === 'up'));
        expect(judged.state === 'unknown').toBe(!answers && !down);
      }),
    );
  });

  it('M2 knows nothing of the path when only its name resolves, or only the server lets us in', () => {
    const unseen = (hop: HopName) => probe(hop, 'unknown', { detail: 'there is no way to it from this machine' });
    const offline = [probe('dns', 'up'), probe('edge', 'down', { ours: true, reached: false }), unseen('server')];
    expect(judgePath(1, offline, 'unknown')).toMatchObject({ state: 'unknown', failing: null });
    const forbidden = judgePath(1, [probe('server', 'up'), unseen('nginx'), unseen('app')], 'up');
    expect(forbidden.state).toBe('unknown');
    expect(forbidden.reason).toContain('Nginx and the app could not be looked at');
  });

  it('M1 keeps the hops in the order of the path, whatever order they were asked in', () => {
    fc.assert(
      fc.property(anyPath, anyOwn, (probes, own) => {
        const judged = judgePath(5, probes.toReversed(), own);
        expect(judged).toEqual(judgePath(5, probes, own));
        expect(judged.hops.map(({ hop }) => hop)).toEqual(probes.map(({ hop }) => hop));
        expect(judged.reason).toMatch(/\.$/);
      }),
    );
  });
});

describe('M2 our own network', () => {
  it('M2 makes everything unknown when it is down', () => {
    fc.assert(
      fc.property(anyPath, (probes) => {
        const judged = judgePath(5, probes, 'down');
        expect(judged).toMatchObject({ state: 'unknown', failing: null });
        expect(judged.hops.every(({ state, explainedBy }) => state === 'unknown' && explainedBy === null)).toBe(true);
      }),
    );
  });

  it('M2 counts a failure of this machine’s own side only when its network is known to work', () => {
    const path = [probe('edge', 'down', { ours: true, reached: false })];
    expect(judgePath(1, path, 'unknown').state).toBe('unknown');
    expect(judgePath(1, path, 'up').state).toBe('down');
  });
});
