import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { DeployMarker, WatchState } from '../../../shared/monitor/contract.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { PathSample } from '../../../shared/monitor/pathSamples.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { SshSession } from '../ssh/sshSession.ts';
import type { ResolveNameOptions } from './resolveName.ts';

/** What was measured, kept elsewhere. */
export interface MonitorSeries {
  readonly record: (environment: EnvironmentId, samples: readonly PathSample[]) => unknown;
  /** Forgets all of an environment. */
  readonly remove: (environment: EnvironmentId) => void;
  readonly names: (environment: EnvironmentId) => readonly SeriesName[];
  readonly read: (environment: EnvironmentId, name: SeriesName, from: number, to: number, points: number) => SeriesData;
}

export interface MonitorDeps extends Pick<ResolveNameOptions, 'nameServers' | 'knownHere'> {
  readonly db: Database;
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** `user@machine`, as the ledger shows it. */
  readonly actor: string;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  /** Null: there is no such project. */
  readonly environmentsOf: (project: ProjectId) => readonly EnvironmentId[] | null;
  readonly allEnvironments: () => readonly EnvironmentId[];
  readonly connect: (environment: EnvironmentId, signal: AbortSignal) => Promise<SshSession>;
  readonly series: MonitorSeries;
  /** How an environment is watched that nobody has set otherwise. */
  readonly defaultsOf: (environment: Environment) => MonitorSettings;
  /** The name server for an environment whose settings name none, where its surroundings bring one; null: those of this machine. */
  readonly resolverOf?: (environment: Environment) => string | null;
  /** Why there is nothing to look at now, as a part of a sentence; null when there is. */
  readonly pausedBecause: (environment: Environment) => string | null;
  readonly collectionOf: (environment: EnvironmentId) => WatchState['collection'];
  /** Deploys that were begun within the window, oldest first. */
  readonly deploysIn: (environment: Environment, from: number, to: number) => readonly DeployMarker[];
}
