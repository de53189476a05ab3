import type { HopReading } from './hop.ts';

/** What one probe saw, with what the verdict must know beyond the reading.
 *
 * A hop nobody could ask is `unknown` here already; the verdict never makes a hop worse than its probe said. */
export interface ProbedHop extends HopReading {
  /** The request was handed over (connected, over TLS where asked): from then on, what is behind it may be at fault. */
  readonly reached: boolean;
  /** Something of theirs answered, whatever it said: proof that our own network works. Never true for DNS, whose answers may come from a cache. */
  readonly heard: boolean;
  /** The failure speaks of this machine's own side (no route, no name server); it only counts against them when our network is known to work. */
  readonly ours: boolean;
}
