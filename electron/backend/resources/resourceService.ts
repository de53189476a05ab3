import type { EnvironmentId } from '../../../shared/ids.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { SshSession } from '../ssh/sshSession.ts';
import { type CollectionState, keepCollecting } from './keepCollecting.ts';

export interface ResourceServiceDeps {
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly allEnvironments: () => readonly EnvironmentId[];
  readonly settingsOf: (
    environment: Environment,
  ) => Pick<MonitorSettings, 'enabled' | 'resourceSeconds' | 'prometheus'>;
  readonly connect: (environment: EnvironmentId, signal: AbortSignal) => Promise<SshSession>;
  readonly pausedBecause: (environment: Environment) => string | null;
  readonly record: (
    environment: EnvironmentId,
    samples: readonly { readonly name: string; readonly at: number; readonly value: number }[],
    /** In how much time the next ones of the same series come: disks are looked at more seldom. */
    everyMs: number,
  ) => unknown;
}

export interface ResourceService {
  /** Begins to collect where watching is switched on, and follows what is added, changed and removed. */
  readonly start: () => void;
  readonly collectionOf: (id: EnvironmentId) => CollectionState;
  /** Settings, secrets or host keys changed: it is tried again at once. */
  readonly connectionChanged: (id: EnvironmentId) => void;
  readonly dispose: () => Promise<void>;
}

interface Collection {
  /** What it was started with; with anything else it is started anew. */
  readonly key: string;
  readonly abort: AbortController;
  readonly over: Promise<void>;
  state: CollectionState;
}

/** Collects processor, memory, disks and network of every server whose environment is watched; nothing is installed there. */
export const createResourceService = (deps: ResourceServiceDeps): ResourceService => {
  const { feed, clock, log, random } = deps;
  const collections = new Map<EnvironmentId, Collection>();
  const ending = new Set<Promise<void>>();
  const off: CollectionState = { state: 'off', since: clock.now(), reason: null };
  let unsubscribe: () => void = () => undefined;
  let disposed = false;

  const stop = (id: EnvironmentId): void => {
    const collection = collections.get(id);
    if (collection === undefined) return;
    collections.delete(id);
    collection.abort.abort();
    const over = collection.over.finally(() => ending.delete(over));
    ending.add(over);
  };

  const begin = (id: EnvironmentId, key: string, seconds: number): void => {
    const abort = new AbortController();
    const collection: Collection = {
      key,
      abort,
      state: { state: 'connecting', since: clock.now(), reason: null },
      over: Promise.resolve().then(() =>
        keepCollecting(
          {
            clock,
            log,
            random,
            intervalMs: seconds * 1000,
            connect: (signal) => deps.connect(id, signal),
            pausedBecause: () => {
              const environment = deps.environmentOf(id);
              return environment === null ? 'it is no longer there' : deps.pausedBecause(environment);
            },
            record: (values, at, everyMs) => {
              if (values.length > 0)
                deps.record(
                  id,
                  values.map(({ name, value }) => ({ name, value, at })),
                  everyMs,
                );
            },
            onState: (state, reason) => setState(collection, id, state, reason),
          },
          abort.signal,
        ),
      ),
    };
    collections.set(id, collection);
    feed.publish('watch', id);
  };

  const setState = (
    collection: Collection,
    id: EnvironmentId,
    state: CollectionState['state'],
    reason: string | null,
  ): void => {
    const before = collection.state;
    // Between two attempts it stays lost, with the reason, until it is live again.
    if (before.state === state ? before.reason === reason : before.state === 'lost' && state === 'connecting') return;
    collection.state = { state, since: before.state === state ? before.since : clock.now(), reason };
    if (collections.get(id) === collection) feed.publish('watch', id);
  };

  const arrange = (id: EnvironmentId): void => {
    const environment = deps.environmentOf(id);
    const settings = environment === null ? null : deps.settingsOf(environment);
    if (settings === null || !settings.enabled || settings.prometheus !== null) {
      if (!collections.has(id)) return;
      stop(id);
      feed.publish('watch', id);
      return;
    }
    const key = String(settings.resourceSeconds);
    if (collections.get(id)?.key === key) return;
    stop(id);
    begin(id, key, settings.resourceSeconds);
  };

  const arrangeAll = (): void => {
    const all = new Set(deps.allEnvironments());
    for (const id of [...collections.keys()]) if (!all.has(id)) stop(id);
    for (const id of all) arrange(id);
  };

  const follow = (what: () => void): void => {
    try {
      what();
    } catch (error) {
      log.error('following a change failed', { error: String(error) });
    }
  };

  return {
    start: () => {
      if (disposed) return;
      arrangeAll();
      unsubscribe = feed.subscribe((event) => {
        if (event.kind === 'reset' || event.entity === 'project' || event.entity === 'environment') follow(arrangeAll);
        else if (event.entity === 'watch' && event.id !== null) follow(() => arrange(event.id as EnvironmentId));
      });
    },
    collectionOf: (id) => collections.get(id)?.state ?? off,
    connectionChanged: (id) => {
      if (!collections.has(id)) return;
      stop(id);
      follow(() => arrange(id));
    },
    dispose: async () => {
      disposed = true;
      unsubscribe();
      for (const id of [...collections.keys()]) stop(id);
      await Promise.all(ending);
    },
  };
};
