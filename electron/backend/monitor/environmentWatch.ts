import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { hopNames, type PathReading } from '../../../shared/monitor/hop.ts';
import { judgePath } from '../../../shared/monitor/judgePath.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { SshError } from '../ssh/sshSession.ts';
import { bareHop } from './bareHop.ts';
import { lookAtPath } from './lookAtPath.ts';
import type { MonitorDeps } from './monitorDeps.ts';
import { createSessionKeeper } from './sessionKeeper.ts';

/** One environment that is looked at: its connection and its newest reading. */
export interface EnvironmentWatch {
  readonly path: () => PathReading | null;
  /** Looks once; while a look is going on there is no second one, and all wait for the same. Rejects when it is given up. */
  readonly look: (signal: AbortSignal) => Promise<void>;
  /** The next look tries to sign in at once, whatever came of the last try. */
  readonly signInAgain: () => void;
  readonly dispose: () => void;
}

type Deps = Pick<
  MonitorDeps,
  | 'clock'
  | 'log'
  | 'random'
  | 'connect'
  | 'environmentOf'
  | 'pausedBecause'
  | 'resolverOf'
  | 'nameServers'
  | 'knownHere'
>;

/** Milliseconds by the wall clock that no look takes; see `lookAtPath`. */
const LONGEST = 20_000;

export const createEnvironmentWatch = (
  id: EnvironmentId,
  settingsOf: (environment: Environment) => MonitorSettings,
  deps: Deps,
  /** Called once for each reading. */
  onReading: (reading: PathReading) => void,
): EnvironmentWatch => {
  const { clock, random } = deps;
  const stop = new AbortController();
  const connect = async (signal: AbortSignal) => {
    try {
      return await deps.connect(id, signal);
    } catch (error) {
      if (!(error instanceof SshError || error instanceof Failure) && !signal.aborted)
        deps.log.error('connecting to look at the path failed', { environment: id, error: String(error) });
      throw error;
    }
  };
  const keeper = createSessionKeeper({ connect, clock, random });
  let path: PathReading | null = null;
  let running: Promise<void> | null = null;

  const lookNow = async (signal: AbortSignal): Promise<PathReading | null> => {
    const environment = deps.environmentOf(id);
    if (environment === null) return null;
    const why = deps.pausedBecause(environment);
    if (why !== null) return notLooked(environment, clock.now(), why);
    try {
      const settings = settingsOf(environment);
      const resolver = settings.resolver ?? deps.resolverOf?.(environment) ?? null;
      return await lookAtPath(environment.health, { ...settings, resolver }, { ...deps, keeper, signal });
    } catch (error) {
      if (error instanceof Failure && error.code === 'GONE') return null;
      throw error;
    }
  };

  return {
    path: () => path,
    look: (signal) => {
      const either = AbortSignal.any([signal, stop.signal]);
      running ??= lookNow(either)
        .then((reading) => {
          // Slept through: what was seen before is not of the same moment as what was seen after.
          if (reading === null || clock.now() - reading.at > LONGEST) return;
          // What failed on the way out of here must not speak against the server once the way is open again.
          if (reading.ownNetwork === 'down') keeper.forgetFailure();
          path = reading;
          onReading(reading);
        })
        .finally(() => {
          running = null;
        });
      return running;
    },
    signInAgain: keeper.retryNow,
    dispose: () => {
      stop.abort();
      keeper.dispose();
    },
  };
};

const notLooked = ({ health }: Environment, at: number, why: string): PathReading => {
  const hops = hopNames.filter((hop) => health.publicUrl !== null || (hop !== 'dns' && hop !== 'edge'));
  return judgePath(
    at,
    hops.map((hop) => bareHop(hop, at, why)),
    'unknown',
  );
};
