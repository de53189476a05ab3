import type { ProvingGround } from '../e2e/proving-ground/provingGround.ts';
import type { EnvironmentSettings } from '../shared/projects/environment.ts';

/** What the receiving program is told. */
export interface ReceiveOrder {
  readonly ssh: Omit<ProvingGround['ssh'], 'hostKey'>;
  readonly hostKey: string;
  readonly settings: EnvironmentSettings;
  /** A file on the ground. */
  readonly file: string;
}

/** What it measured. */
export interface ReceiveResult {
  readonly milliseconds: number;
  readonly lines: number;
  readonly sha256: string;
  readonly peakMegabytes: number;
  /** The longest the event loop was late, in milliseconds. */
  readonly latestTick: number;
}
