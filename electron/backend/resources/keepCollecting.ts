import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../shared/errors.ts';
import type { ResourceValue } from '../../../shared/monitor/resourceSamples.ts';
import type { Clock } from '../clock.ts';
import { mapSqliteError } from '../db/sqliteFailure.ts';
import type { Log } from '../log.ts';
import { reconnectDelay } from '../ssh/reconnectDelay.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import { collectOnce } from './collectOnce.ts';

/** How the collection from one server is doing. */
export interface CollectionState {
  readonly state: 'off' | 'connecting' | 'live' | 'lost';
  readonly since: number;
  readonly reason: string | null;
}

/** While there is nothing to look at, in milliseconds. */
const PAUSED = 5_000;
/** Until a server is asked again that cannot say anything, in milliseconds. */
const BARREN = 600_000;

export interface KeepCollectingDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly intervalMs: number;
  readonly connect: (signal: AbortSignal) => Promise<SshSession>;
  /** Why there is nothing to look at now; null when there is. */
  readonly pausedBecause: () => string | null;
  readonly record: (values: readonly ResourceValue[], at: number, everyMs: number) => void;
  readonly onState: (state: CollectionState['state'], reason: string | null) => void;
}

/** Collects from one server until the signal aborts, over as many connections as it takes; then resolves. Never rejects.
 *
 * Between two attempts it waits, twice as long each time up to 15 s, with jitter; a connection that brought something starts that anew. A
 * refused sign-in is remembered by the pool, so that trying again sends nothing. */
export const keepCollecting = async (deps: KeepCollectingDeps, signal: AbortSignal): Promise<void> => {
  const { clock, log, random, intervalMs, connect, onState } = deps;
  let attempt = 0;
  const nextPause = (): number => {
    attempt += 1;
    return reconnectDelay(attempt, random());
  };

  const onValues = (values: readonly ResourceValue[], everyMs: number): void => {
    attempt = 0;
    try {
      deps.record(values, clock.now(), everyMs);
    } catch (error) {
      // What becomes of the figures is not the connection's fault: it goes on.
      const failure = error instanceof Failure ? error : mapSqliteError(error);
      if (failure === null) log.error('taking figures failed', { error: String(error) });
      else onState('lost', failure.message);
    }
  };

  const oneConnection = async (): Promise<number> => {
    onState('connecting', null);
    const session = await connect(signal);
    const silence = (reason: string | null) => onState(reason === null ? 'live' : 'lost', reason);
    const { reason, again } = await collectOnce(session, { clock, intervalMs, onValues, onSilence: silence }, signal);
    onState('lost', reason);
    return again ? nextPause() : BARREN;
  };

  /** Milliseconds until the next turn. */
  const oneTurn = async (): Promise<number> => {
    const paused = deps.pausedBecause();
    if (paused !== null) {
      onState('off', paused);
      return PAUSED;
    }
    try {
      return await oneConnection();
    } catch (error) {
      if (signal.aborted) return 0;
      const known = error instanceof SshError || error instanceof Failure;
      if (!known) log.error('collecting resources failed', { error: String(error) });
      onState('lost', known ? error.message : 'Pitwall met a fault of its own; its log has the detail.');
      return nextPause();
    }
  };

  while (!signal.aborted) {
    const pause = await oneTurn();
    await clock.sleep(pause, signal).catch(() => setImmediate());
  }
};
