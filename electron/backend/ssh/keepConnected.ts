import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { reconnectDelay } from './reconnectDelay.ts';
import { SshError, type SshSession } from './sshSession.ts';

/** How something that is kept going over a connection is doing. */
export interface ConnectedState {
  readonly state: 'off' | 'connecting' | 'live' | 'lost' | 'blocked';
  readonly reason: string | null;
}

/** While there is nothing to look at, and while only a person can help, in milliseconds. */
const PAUSED = 5_000;
const BLOCKED = 60_000;

/** Only a person can help; trying again soon is no use. */
export class Blocked extends Error {}
/** It ended there by itself; the message says how. */
export class EndedThere extends Error {}

export interface KeepConnectedDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly what: string;
  readonly connect: (signal: AbortSignal) => Promise<SshSession>;
  readonly pausedBecause: () => string | null;
  /** Goes on until the link is lost or the signal aborts. Throws Blocked or EndedThere; calls `live` when all is well. */
  readonly once: (session: SshSession, live: () => void, signal: AbortSignal) => Promise<unknown>;
  readonly onState: (state: ConnectedState) => void;
}

/** Keeps something going until the signal aborts, over as many connections as it takes; then resolves. Never rejects.
 *
 * Between two attempts it waits, twice as long each time up to 15 s, with jitter; a connection over which all was well starts that anew. */
export const keepConnected = async (deps: KeepConnectedDeps, signal: AbortSignal): Promise<void> => {
  const { clock, log, random, onState } = deps;
  let attempt = 0;
  const live = () => {
    attempt = 0;
    onState({ state: 'live', reason: null });
  };

  /** Milliseconds until the next turn. */
  const oneTurn = async (): Promise<number> => {
    const paused = deps.pausedBecause();
    if (paused !== null) {
      onState({ state: 'off', reason: paused });
      return PAUSED;
    }
    try {
      onState({ state: 'connecting', reason: null });
      await deps.once(await deps.connect(signal), live, signal);
      throw new EndedThere(`The ${deps.what} ended there.`);
    } catch (error) {
      if (signal.aborted) return 0;
      if (error instanceof Blocked) {
        onState({ state: 'blocked', reason: error.message });
        return BLOCKED;
      }
      const known = error instanceof SshError || error instanceof Failure || error instanceof EndedThere;
      if (!known) log.error(`the ${deps.what} failed`, { error: String(error) });
      onState({
        state: 'lost',
        reason: known ? error.message : 'Pitwall met a fault of its own; its log has the detail.',
      });
      attempt += 1;
      return reconnectDelay(attempt, random());
    }
  };

  while (!signal.aborted) {
    const pause = await oneTurn();
    await clock.sleep(pause, signal).catch(() => setImmediate());
  }
};
