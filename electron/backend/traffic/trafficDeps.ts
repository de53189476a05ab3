import type { EnvironmentId } from '../../../shared/ids.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Database } from '../db/database.ts';
import type { FollowDeps, FollowedSample } from '../live/followDeps.ts';

export interface TrafficDeps extends FollowDeps {
  readonly db: Database;
  readonly settingsOf: (
    environment: Environment,
  ) => Pick<MonitorSettings, 'enabled' | 'accessLog' | 'logFormat'> & Partial<Pick<MonitorSettings, 'prometheus'>>;
  /** `late`: read long after it happened; it is kept, but nothing is judged by it. */
  readonly record: (environment: EnvironmentId, samples: readonly FollowedSample[], late: boolean) => unknown;
  /** What the log says of a time in which Pitwall was closed or asleep, in one sentence. */
  readonly onMeanwhile: (environment: EnvironmentId, sentence: string) => void;
  /** Milliseconds between two looks at a log; a second unless told. */
  readonly intervalMs?: number;
}
