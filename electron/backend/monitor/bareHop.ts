import type { HopName } from '../../../shared/monitor/hop.ts';
import type { ProbedHop } from '../../../shared/monitor/probedHop.ts';

/** A hop that nobody has looked at (yet). */
export const bareHop = (hop: HopName, at: number, why = 'nobody looked'): ProbedHop => ({
  hop,
  state: 'unknown',
  detail: why,
  status: null,
  addresses: [],
  timings: null,
  certificateDays: null,
  at,
  reached: false,
  heard: false,
  ours: false,
});
