import type { ProbedHop } from '../../../shared/monitor/probedHop.ts';
import type { Clock } from '../clock.ts';
import { httpProbe } from '../ssh/httpProbe.ts';
import { openDirect } from '../ssh/openDirect.ts';
import { bareHop } from './bareHop.ts';
import { hopOfAnswer } from './hopOfAnswer.ts';
import { tenths } from './tenths.ts';

export interface EdgeProbeOptions {
  readonly clock: Clock;
  readonly expectStatus: number;
  /** Where the name leads; it is not looked up again. */
  readonly addresses: readonly string[];
  /** What looking it up took; null when it was not. */
  readonly dnsMs: number | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Asks the public URL from this machine, as a user's browser would. */
export const edgeProbe = async (url: string, options: EdgeProbeOptions): Promise<ProbedHop> => {
  const { clock, addresses, dnsMs, expectStatus, timeoutMs, signal } = options;
  const at = clock.now();
  const answer = await httpProbe(url, {
    timeoutMs,
    signal,
    clock,
    connect: (host, port, stop) => openDirect(host, port, stop, addresses),
  });
  const { timings, ...seen } = hopOfAnswer(answer, { where: new URL(url).host, expectStatus, now: clock.now() });
  return {
    ...bareHop('edge', at),
    ...seen,
    timings: timings && { ...timings, dns: dnsMs, total: tenths(timings.total + (dnsMs ?? 0)) },
  };
};
