import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { AlertSpan, DeployMarker, WatchState } from '../../../shared/monitor/contract.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { PathSample } from '../../../shared/monitor/pathSamples.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Database } from '../db/database.ts';
import type { FollowDeps } from '../live/followDeps.ts';
import type { ResolveNameOptions } from './resolveName.ts';

/** What was measured, kept elsewhere. */
export interface MonitorSeries {
  readonly record: (environment: EnvironmentId, samples: readonly PathSample[]) => unknown;
  /** Forgets all of an environment. */
  readonly remove: (environment: EnvironmentId) => void;
  readonly names: (environment: EnvironmentId) => readonly SeriesName[];
  readonly read: (environment: EnvironmentId, name: SeriesName, from: number, to: number, points: number) => SeriesData;
}

export interface MonitorDeps extends FollowDeps, Pick<ResolveNameOptions, 'nameServers' | 'knownHere'> {
  readonly db: Database;
  /** `user@machine`, as the ledger shows it. */
  readonly actor: string;
  /** Null: there is no such project. */
  readonly environmentsOf: (project: ProjectId) => readonly EnvironmentId[] | null;
  readonly series: MonitorSeries;
  /** How an environment is watched that nobody has set otherwise. */
  readonly defaultsOf: (environment: Environment) => MonitorSettings;
  /** The name server for an environment whose settings name none, where its surroundings bring one; null: those of this machine. */
  readonly resolverOf?: (environment: Environment) => string | null;
  readonly collectionOf: (environment: EnvironmentId) => WatchState['collection'];
  /** The alerts that were open at some time between the two, oldest first. */
  readonly alertsIn: (id: EnvironmentId, from: number, to: number) => readonly AlertSpan[];
  /** Deploys that were begun within the window, oldest first. */
  readonly deploysIn: (environment: Environment, from: number, to: number) => readonly DeployMarker[];
}
