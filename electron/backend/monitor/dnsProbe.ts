import { judgeAddresses } from '../../../shared/monitor/judgeAddresses.ts';
import type { ProbedHop } from '../../../shared/monitor/probedHop.ts';
import type { Clock } from '../clock.ts';
import { bareHop } from './bareHop.ts';
import { canonicalAddress, type ResolvedName, type ResolveNameOptions, resolveName } from './resolveName.ts';
import { tenths } from './tenths.ts';

export interface DnsProbeOptions extends ResolveNameOptions {
  readonly clock: Clock;
  readonly expectAddresses: readonly string[];
}

/** Whether the public name leads where it must, as the public DNS says it now. */
export const dnsProbe = async (host: string, options: DnsProbeOptions): Promise<ProbedHop> => {
  const { clock, expectAddresses } = options;
  const at = clock.now();
  const began = clock.monotonic();
  const resolved = await resolveName(host, options);
  const total = tenths(clock.monotonic() - began);
  const asked = resolved.source === 'dns';
  return {
    ...bareHop('dns', at),
    ...judge(host, resolved, expectAddresses.map(canonicalAddress)),
    addresses: [...resolved.addresses],
    timings: asked ? { dns: total, connect: null, tls: null, firstByte: null, total } : null,
    reached: true,
    ours: resolved.failure !== null,
  };
};

/** Answers that deny the name; every other failure is one of looking. */
const denials: Readonly<Record<string, string>> = {
  ENOTFOUND: 'DNS does not know',
  ENODATA: 'DNS knows no address of',
  ESERVFAIL: 'no name server answers (SERVFAIL) for',
};

const judge = (
  host: string,
  { source, addresses, failure, half }: ResolvedName,
  expected: readonly string[],
): Pick<ProbedHop, 'state' | 'detail'> => {
  if (failure !== null) {
    const denial = denials[failure];
    return denial === undefined
      ? { state: 'unknown', detail: `no name server answered when asked for ${host} (${failure})` }
      : { state: 'down', detail: `${denial} ${host}` };
  }
  const judged = judgeAddresses(addresses, expected);
  // What was expected may be in the half that did not come.
  if (half && judged.state === 'down')
    return { state: 'unknown', detail: `${judged.detail}, but name servers answered only half of the question` };
  if (source === 'literal' && judged.state === 'up')
    return { state: 'up', detail: `${host} is an address; there is no name to look up` };
  return source === 'machine' && judged.state === 'up' && !/(^|\.)localhost$/.test(host)
    ? { state: 'degraded', detail: `DNS does not know ${host}; only this machine does (${addresses.join(', ')})` }
    : judged;
};
