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

/** With less time than this, in milliseconds, no answer would only mean that there was no time for one. */
const LEAST = 50;

/** Asks the public URL from this machine, as a user's browser would. */
export const edgeProbe = async (url: string, options: EdgeProbeOptions): Promise<ProbedHop> => {
  const { clock, addresses, dnsMs, expectStatus, timeoutMs, signal } = options;
  const at = clock.now();
  if (timeoutMs < LEAST) return bareHop('edge', at, 'this machine was too busy to look in time');
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
