import type { ExceptionReading } from '../../../shared/alerts/exceptionReading.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Database } from '../db/database.ts';
import type { FollowDeps, FollowedSample } from '../live/followDeps.ts';

/** What becomes of exceptions elsewhere. The first two are called inside the transaction that counts or changes them. */
export interface ExceptionListener {
  /** Exceptions were counted; what throws here counts none of them. */
  readonly onExceptions: (environment: EnvironmentId, readings: readonly ExceptionReading[]) => void;
  /** Groups were resolved or merged away, by their subjects. */
  readonly onSettled: (environment: EnvironmentId, subjects: readonly string[], reason: string) => void;
  /** What was seen of a time in which Pitwall was closed or asleep, in one sentence. */
  readonly onMeanwhile: (environment: EnvironmentId, sentence: string) => void;
}

export interface JournalDeps extends FollowDeps, ExceptionListener {
  readonly db: Database;
  /** `user@machine`, as the ledger shows it. */
  readonly actor: string;
  readonly settingsOf: (environment: Environment) => Pick<MonitorSettings, 'enabled'>;
  readonly record: (environment: EnvironmentId, samples: readonly FollowedSample[]) => unknown;
  /** Milliseconds between two looks at the units; fifteen seconds unless told. */
  readonly intervalMs?: number;
}
