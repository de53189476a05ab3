import type { NewItem } from '../../../shared/backlog/contract.ts';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Environment, EnvironmentSettings } from '../../../shared/projects/environment.ts';
import type { ProjectSettings } from '../../../shared/projects/project.ts';
import type { FiledEnvironment } from '../../../shared/projects/projectFile.ts';
import type { Clock } from '../clock.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';

/** The practice project as the range asks for it; whoever makes it marks it as practice. */
export interface PracticeProject extends ProjectSettings {
  /** Staging, then production. */
  readonly environments: readonly FiledEnvironment[];
  /** Its backlog, in order. */
  readonly items: readonly NewItem[];
}

/** What the range needs of projects and of pinned host keys; each call is one transaction of its owner. */
export interface RangeProjects {
  /** The practice project; null when there is none (any more). */
  readonly find: () => ProjectId | null;
  /** Makes it with its environments, all or nothing. Throws Failure NAME_TAKEN when its name or key is used. */
  readonly create: (project: PracticeProject) => ProjectId;
  /** Its environments as they are now; empty when the project is gone. */
  readonly environments: (project: ProjectId) => readonly Environment[];
  /** Called when a port or a path of the range has changed. */
  readonly updateEnvironment: (environment: EnvironmentId, settings: EnvironmentSettings) => void;
  /** Pins a host key of the range's own servers in place of any other of that host and port. `key` is the public key as SSH sends it. */
  readonly trustHostKey: (host: string, port: number, type: string, key: Buffer) => void;
}

export interface RangeDeps {
  /** The range lives in `<dataDir>/range`. */
  readonly dataDir: string;
  /** Holds `range/`: the stand-ins and the sample product. */
  readonly resourcesDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly projects: RangeProjects;
  /** Only PATH is read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}
