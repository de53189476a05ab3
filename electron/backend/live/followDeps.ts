import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { SshSession } from '../ssh/sshSession.ts';
import type { ChangeFeed } from './changeFeed.ts';

/** What everything needs that goes on for each environment over a connection. */
export interface FollowDeps {
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly allEnvironments: () => readonly EnvironmentId[];
  readonly connect: (environment: EnvironmentId, signal: AbortSignal) => Promise<SshSession>;
  /** Why there is nothing to look at now, as a part of a sentence; null when there is. */
  readonly pausedBecause: (environment: Environment) => string | null;
}

/** What was measured by following something. */
export interface FollowedSample {
  readonly name: string;
  readonly at: number;
  readonly value: number;
}
