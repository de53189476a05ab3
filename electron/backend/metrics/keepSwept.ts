import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { SeriesStore } from './seriesStore.ts';

/** The first time soon after the start, but not while a window waits for its first page; then every hour. Milliseconds. */
const FIRST = 60_000;
const EVERY = 3_600_000;

export interface KeepSweptDeps {
  readonly store: Pick<SeriesStore, 'environments' | 'remove' | 'sweep'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly allEnvironments: () => readonly EnvironmentId[];
}

/** Drops every hour what is old, too much, or of an environment that is gone, until the signal aborts. Never rejects. */
export const keepSwept = async (
  { store, clock, log, allEnvironments }: KeepSweptDeps,
  signal: AbortSignal,
): Promise<void> => {
  for (let pause = FIRST; ; pause = EVERY) {
    await clock.sleep(pause, signal).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const known = new Set(allEnvironments());
      for (const environment of store.environments()) if (!known.has(environment)) store.remove(environment);
      await store.sweep(signal);
    } catch (error) {
      log.error('sweeping the measurements failed', { error: String(error) });
    }
  }
};
