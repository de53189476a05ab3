import type { AlertContext } from '../../../shared/alerts/alertEvidence.ts';
import type { WatchedDeploy } from '../../../shared/alerts/deployWindow.ts';
import type { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { CausedSpan } from '../../../shared/alerts/spanReadings.ts';
import type { PastException } from '../../../shared/alerts/triedExceptions.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { EnvironmentId, ProjectId, SprintId } from '../../../shared/ids.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { Acts } from '../db/acts.ts';
import type { Database } from '../db/database.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { Notifier } from '../notifier.ts';

/** What alerts take of planning. */
export interface AlertItems {
  readonly commit: Acts['commit'];
  readonly settings: (project: ProjectId) => PlanningSettings;
  readonly projectKey: (project: ProjectId) => string | null;
  readonly bySource: (
    project: ProjectId,
    source: { readonly system: string; readonly externalId: string },
  ) => StoredItem | null;
  /** A number that no item of the project had; belongs into the act. */
  readonly takeNumber: (project: ProjectId) => number;
  readonly lastRank: (project: ProjectId) => string | null;
  readonly isClosedSprint: (sprint: SprintId) => boolean;
}

/** What was measured, for evidence and for trying a rule. */
export interface Measured {
  readonly seriesNames: (environment: EnvironmentId) => readonly SeriesName[];
  /** Oldest first. */
  readonly samples: (
    environment: EnvironmentId,
    series: SeriesName,
    window: { readonly from: number; readonly to: number },
  ) => readonly { readonly at: number; readonly value: number }[];
  /** Those of every hop and of the path that touch the window. */
  readonly spans: (
    environment: EnvironmentId,
    window: { readonly from: number; readonly to: number },
  ) => readonly CausedSpan[];
  /** Between two looks at the path, in milliseconds. */
  readonly pathInterval: (environment: EnvironmentId) => number;
  /** Whether the environment is watched now. */
  readonly isWatching: (environment: EnvironmentId) => boolean;
  /** What is kept of the exceptions in its journal. */
  readonly exceptions: (environment: EnvironmentId) => readonly PastException[];
}

export interface AlertDeps {
  readonly db: Database;
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Who acts when a person does: `user@machine`. */
  readonly actor: string;
  readonly notifier: Notifier;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  /** What a new environment is watched for until somebody says otherwise. */
  readonly firstRulesOf: (environment: Environment) => readonly RuleSettings[];
  /** The default rules that are offered to an environment that lacks them. */
  readonly offeredRulesOf: (environment: Environment) => readonly RuleSettings[];
  readonly hasProject: (id: ProjectId) => boolean;
  /** The environment's last deploy, which may still go on. */
  readonly deployOf: (environment: EnvironmentId) => WatchedDeploy | null;
  readonly releaseOf: (environment: EnvironmentId) => Pick<AlertContext, 'release' | 'lastDeploy'>;
  /** The newest lines of the app's journal, or of requests that failed, oldest first; from memory, so that nobody waits. */
  readonly logLinesOf: (environment: EnvironmentId, log: 'journal' | 'failures') => readonly string[];
  /** A text with the environment's secrets masked. */
  readonly mask: (environment: EnvironmentId, text: string) => string;
  /** Nobody can say now whether there are samples: where they come from does not answer. */
  readonly isBlind?: (environment: EnvironmentId, series: SeriesName) => boolean;
  readonly measured: Measured;
  readonly items: AlertItems;
}

/** Who acts when nobody does. */
export const PITWALL = 'Pitwall';
