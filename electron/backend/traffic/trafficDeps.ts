import type { EnvironmentId } from '../../../shared/ids.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { SshSession } from '../ssh/sshSession.ts';

export interface TrafficDeps {
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly allEnvironments: () => readonly EnvironmentId[];
  readonly settingsOf: (environment: Environment) => Pick<MonitorSettings, 'enabled' | 'accessLog' | 'logFormat'> &
    Partial<Pick<MonitorSettings, 'prometheus'>>;
  readonly connect: (environment: EnvironmentId, signal: AbortSignal) => Promise<SshSession>;
  /** Why there is nothing to look at now; null when there is. */
  readonly pausedBecause: (environment: Environment) => string | null;
  readonly record: (
    environment: EnvironmentId,
    samples: readonly { readonly name: string; readonly at: number; readonly value: number }[],
  ) => unknown;
  /** Milliseconds between two looks at a log; a second unless told. */
  readonly intervalMs?: number;
}
