import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Log } from '../log.ts';
import type { ChangeFeed } from './changeFeed.ts';

/** Something that goes on for an environment. */
export interface Ongoing {
  /** Aborts it, and resolves when nothing of it goes on. */
  readonly stop: () => Promise<void>;
}

export interface PerEnvironment<T extends Ongoing> {
  /** Begins, and follows what is added, changed and removed. */
  readonly start: () => void;
  readonly of: (id: EnvironmentId) => T | null;
  /** Stops it and begins it anew, where it goes on. */
  readonly again: (id: EnvironmentId) => void;
  readonly dispose: () => Promise<void>;
}

export interface PerEnvironmentDeps<T extends Ongoing> {
  readonly feed: Pick<ChangeFeed, 'subscribe'>;
  readonly log: Log;
  readonly allEnvironments: () => readonly EnvironmentId[];
  /** What it depends on, as one text: with any other it is begun anew. Null: it does not go on. */
  readonly keyOf: (id: EnvironmentId) => string | null;
  readonly begin: (id: EnvironmentId) => T;
  readonly onChange: (id: EnvironmentId) => void;
}

/** Keeps something going for every environment that wants it. */
export const createPerEnvironment = <T extends Ongoing>(deps: PerEnvironmentDeps<T>): PerEnvironment<T> => {
  const ongoing = new Map<EnvironmentId, { readonly key: string; readonly it: T }>();
  const ending = new Set<Promise<void>>();
  let unsubscribe: () => void = () => undefined;
  let disposed = false;

  const stop = (id: EnvironmentId): void => {
    const over = ongoing.get(id)?.it.stop();
    ongoing.delete(id);
    if (over === undefined) return;
    ending.add(over);
    void over.finally(() => ending.delete(over));
  };
  const arrange = (id: EnvironmentId): void => {
    const key = deps.keyOf(id);
    const had = ongoing.get(id)?.key ?? null;
    if (key === had) return;
    stop(id);
    if (key !== null) ongoing.set(id, { key, it: deps.begin(id) });
    deps.onChange(id);
  };
  const arrangeAll = (): void => {
    const all = new Set(deps.allEnvironments());
    for (const id of [...ongoing.keys()]) if (!all.has(id)) stop(id);
    for (const id of all) arrange(id);
  };
  const follow = (what: () => void): void => {
    try {
      what();
    } catch (error) {
      deps.log.error('following a change failed', { error: String(error) });
    }
  };

  return {
    start: () => {
      if (disposed) return;
      arrangeAll();
      unsubscribe = deps.feed.subscribe((event) => {
        if (event.kind === 'reset' || event.entity === 'project' || event.entity === 'environment') follow(arrangeAll);
        else if (event.entity === 'watch' && event.id !== null) follow(() => arrange(event.id as EnvironmentId));
      });
    },
    of: (id) => ongoing.get(id)?.it ?? null,
    again: (id) => {
      if (!ongoing.has(id)) return;
      stop(id);
      follow(() => arrange(id));
    },
    dispose: async () => {
      disposed = true;
      unsubscribe();
      for (const id of [...ongoing.keys()]) stop(id);
      await Promise.all(ending);
    },
  };
};
