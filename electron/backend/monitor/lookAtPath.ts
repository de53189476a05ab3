import type { PathReading } from '../../../shared/monitor/hop.ts';
import { judgePath } from '../../../shared/monitor/judgePath.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import { ownNetworkOf } from '../../../shared/monitor/ownNetwork.ts';
import type { ProbedHop } from '../../../shared/monitor/probedHop.ts';
import type { Health } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import { bareHop } from './bareHop.ts';
import { dnsProbe } from './dnsProbe.ts';
import { edgeProbe } from './edgeProbe.ts';
import { insideHops } from './insideHops.ts';
import { referenceProbe } from './referenceProbe.ts';
import { canonicalAddress, type ResolveNameOptions } from './resolveName.ts';
import type { SessionKeeper } from './sessionKeeper.ts';

export interface LookOptions extends Pick<ResolveNameOptions, 'nameServers' | 'knownHere'> {
  readonly clock: Clock;
  readonly keeper: Pick<SessionKeeper, 'get'>;
  readonly signal: AbortSignal;
}

/** Longest look, and the longest share of the interval: a look is over before the next one is due. */
const LOOK_MAX = 10_000;
const SHARE = 0.8;

/** Looks once at every hop of the path, each from where it can be seen, and judges what was seen. Rejects when the signal aborts.
 *
 * Three quarters of the time go to the hops, the rest to the references, which are asked only when nothing outside was heard. */
export const lookAtPath = async (
  health: Health,
  settings: Pick<MonitorSettings, 'intervalSeconds' | 'expectAddresses' | 'resolver' | 'references'>,
  options: LookOptions,
): Promise<PathReading> => {
  const { clock, keeper, signal } = options;
  const at = clock.now();
  const budget = Math.min(LOOK_MAX, settings.intervalSeconds * 1000 * SHARE);
  const timeoutMs = budget * 0.75;
  const [outside, inside] = await Promise.all([
    outsideHops(health, settings, { ...options, timeoutMs }),
    insideHops(health, { clock, keeper, timeoutMs, signal }),
  ]);
  signal.throwIfAborted();
  const probes = [...outside, ...inside];
  const heard = probes.some((probe) => probe.heard);
  const references = heard
    ? []
    : await Promise.all(settings.references.map((each) => referenceProbe(each, { ...options, timeoutMs: budget / 4 })));
  signal.throwIfAborted();
  return judgePath(at, probes, ownNetworkOf(probes, references));
};

const outsideHops = async (
  { publicUrl, expectStatus }: Health,
  { expectAddresses, resolver }: Pick<MonitorSettings, 'expectAddresses' | 'resolver'>,
  options: LookOptions & { readonly timeoutMs: number },
): Promise<readonly ProbedHop[]> => {
  if (publicUrl === null) return [];
  const { clock, timeoutMs, signal } = options;
  const began = clock.monotonic();
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  const dns = await dnsProbe(host, { ...options, resolver, timeoutMs: timeoutMs / 2, expectAddresses });
  const expected = expectAddresses.map(canonicalAddress);
  const right = expected.length === 0 ? dns.addresses : dns.addresses.filter((address) => expected.includes(address));
  const addresses = right.length > 0 ? right : expected;
  if (addresses.length === 0)
    return [dns, bareHop('edge', clock.now(), 'it can only be reached by its name, which leads nowhere')];
  const edge = await edgeProbe(publicUrl, {
    clock,
    expectStatus,
    addresses,
    dnsMs: dns.timings?.total ?? null,
    timeoutMs: timeoutMs - (clock.monotonic() - began),
    signal,
  });
  const elsewhere = right.length === 0 && dns.state !== 'up';
  return [
    dns,
    elsewhere ? { ...edge, detail: `${edge.detail} (asked at the expected address ${addresses.join(', ')})` } : edge,
  ];
};
