import { type HopName, type HopState, hopNames, type JudgedHop, type OwnNetwork, type PathReading } from './hop.ts';
import { pathSentence } from './pathSentence.ts';
import type { ProbedHop } from './probedHop.ts';

/** What a request to a hop passes behind it; SSH and DNS pass nothing. */
const behind: Readonly<Record<HopName, readonly HopName[]>> = {
  dns: [],
  edge: ['server', 'nginx', 'app'],
  server: [],
  nginx: ['app'],
  app: [],
};

/** The hops that answer users. */
const serves: readonly HopName[] = ['edge', 'nginx', 'app'];

const OWN_NETWORK = 'nobody could look: this machine’s own network is down';

/** The verdict over one look at the path.
 *
 * A request that fails at a hop may have failed behind it: a hop's failure is *explained* by the nearest hop behind it that fails by itself,
 * when the request was handed over and the answer fits (none, a server error, or the very status seen behind). Everything else fails by
 * itself. The verdict names the first such hop from the user's side.
 *
 * Nobody's guess becomes a failure: what could not be asked stays unknown, what is only reached through a server that does not let us in is
 * unknown, and with our own network down everything is. The path is down when users are not served (the edge fails, or DNS; without an edge
 * any failing hop), degraded when they are served although something fails, up when everything that was looked at is up. A name that resolves
 * and a server that lets us in serve nobody: where neither edge, nginx nor app was seen, the path is unknown. */
export const judgePath = (at: number, probes: readonly ProbedHop[], ownNetwork: OwnNetwork): PathReading => {
  const inOrder = hopNames.flatMap((name) => probes.filter(({ hop }) => hop === name).slice(0, 1));
  const server = inOrder.find(({ hop }) => hop === 'server');
  const seen = new Map(inOrder.map((probe) => [probe.hop, { ...probe, ...stateOf(probe, server, ownNetwork) }]));

  const explanations = new Map<HopName, HopName | null>();
  const byItself = (hop: HopName) => seen.get(hop)?.state === 'down' && explanations.get(hop) === null;
  for (const hop of hopNames.toReversed()) {
    const probe = seen.get(hop);
    const cause =
      probe?.state === 'down' && probe.reached ? behind[hop].find((far) => byItself(far) && fits(hop, far)) : null;
    explanations.set(hop, cause ?? null);
  }
  function fits(near: HopName, far: HopName): boolean {
    const status = seen.get(near)?.status ?? null;
    return status === null || status >= 500 || status === seen.get(far)?.status;
  }

  const hops = [...seen.values()].map(
    ({ reached: _, heard: __, ours: ___, ...reading }): JudgedHop => ({
      ...reading,
      explainedBy: explanations.get(reading.hop) ?? null,
    }),
  );
  const failing = hops.find(({ hop }) => byItself(hop))?.hop ?? null;
  const reading = { at, hops, state: pathState(hops), failing, ownNetwork };
  return { ...reading, reason: pathSentence(reading) };
};

const stateOf = (
  probe: ProbedHop,
  server: ProbedHop | undefined,
  ownNetwork: OwnNetwork,
): { readonly state: HopState; readonly detail: string } => {
  const { state, detail } = probe;
  if (ownNetwork === 'down') return { state: 'unknown', detail: OWN_NETWORK };
  if (state !== 'down') return { state, detail };
  if (probe.ours && ownNetwork !== 'up') return { state: 'unknown', detail };
  const shut = server === undefined || server.state === 'down' || server.state === 'unknown';
  const inside = probe.hop === 'nginx' || probe.hop === 'app';
  return { state: inside && shut ? 'unknown' : 'down', detail };
};

const pathState = (hops: readonly JudgedHop[]): HopState => {
  const of = (name: HopName) => hops.find(({ hop }) => hop === name)?.state;
  if (hops.some(({ state }) => state === 'down')) {
    const served = of('dns') !== 'down' && (of('edge') === 'up' || of('edge') === 'degraded');
    return served ? 'degraded' : 'down';
  }
  if (!hops.some(({ hop, state }) => serves.includes(hop) && state !== 'unknown')) return 'unknown';
  return hops.some(({ state }) => state === 'degraded') ? 'degraded' : 'up';
};
