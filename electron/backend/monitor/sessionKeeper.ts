import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { Clock } from '../clock.ts';
import { reconnectDelay } from '../ssh/reconnectDelay.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import { serverHop } from './serverHop.ts';

/** Milliseconds between two tries where only a person can change the answer: a server that is asked again and again locks us out. */
const NOT_LET_IN = 120_000;

/** What there is of the environment's connection when a look asks for it. */
export type KeptSession =
  | { readonly kind: 'open'; readonly session: SshSession; readonly fresh: boolean; readonly openMs: number | null }
  | { readonly kind: 'failed'; readonly failure: SshFailure }
  /** The first attempt is still going on. */
  | { readonly kind: 'opening' };

export interface SessionKeeper {
  /** Waits for the connection until the signal aborts. `fresh` means that it was opened since the last time. Never rejects on an SshError. */
  readonly get: (signal: AbortSignal) => Promise<KeptSession>;
  /** The way there may have changed, or somebody waits: the next look tries at once. */
  readonly retryNow: () => void;
  /** Our own network was down: what failed until now says nothing of the server. It is forgotten, and the next look tries at once.
   * That a server answered and did not let us in still stands. */
  readonly forgetFailure: () => void;
  readonly dispose: () => void;
}

export interface SessionKeeperDeps {
  readonly connect: (signal: AbortSignal) => Promise<SshSession>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: () => number;
}

/** Keeps the connection that looks go through, apart from any look's time limit: signing in may take longer than the interval is.
 *
 * One attempt at a time. After a failure the next one waits, twice as long each time and with jitter; until it has succeeded the last failure
 * stands, so that a server that is down does not seem unknown while it is tried again. */
export const createSessionKeeper = ({ connect, clock, random }: SessionKeeperDeps): SessionKeeper => {
  const stop = new AbortController();
  let session: SshSession | null = null;
  let attempt: Promise<void> | null = null;
  let failure: SshFailure | null = null;
  let fault: { readonly error: unknown } | null = null;
  let failures = 0;
  let notBefore = Number.NEGATIVE_INFINITY;
  let handed: SshSession | null = null;
  let openMs: number | null = null;
  /** Attempts that were begun before the last time that failures were forgotten say nothing when they fail. */
  let outages = 0;

  const begin = () => {
    const before = outages;
    const began = clock.monotonic();
    attempt = connect(stop.signal)
      .then((opened) => {
        session = opened;
        failure = null;
        failures = 0;
        openMs = clock.monotonic() - began;
      })
      .catch((error: unknown) => {
        if (!(error instanceof SshError)) fault = { error };
        else if (before !== outages && isOfTheWay(error.failure)) return;
        else if (error.failure.kind !== 'cancelled') failure = error.failure;
        failures += 1;
        const pause =
          failure !== null && serverHop(failure).state === 'unknown' ? NOT_LET_IN * (0.5 + random() / 2) : 0;
        notBefore = clock.monotonic() + Math.max(pause, reconnectDelay(failures, random()));
      })
      .finally(() => {
        attempt = null;
      });
  };

  return {
    get: async (signal) => {
      if (session?.alive() === false) session = null;
      if (session === null && attempt === null && clock.monotonic() >= notBefore && !stop.signal.aborted) begin();
      if (attempt !== null) await Promise.race([attempt, aborted(signal)]);
      if (fault !== null) {
        const { error } = fault;
        fault = null;
        throw error;
      }
      if (session !== null) {
        const fresh = session !== handed;
        handed = session;
        return { kind: 'open', session, fresh, openMs: fresh ? openMs : null };
      }
      return failure === null ? { kind: 'opening' } : { kind: 'failed', failure };
    },
    retryNow: () => {
      notBefore = Number.NEGATIVE_INFINITY;
      failures = 0;
    },
    forgetFailure: () => {
      outages += 1;
      if (failure === null || !isOfTheWay(failure)) return;
      failure = null;
      failures = 0;
      notBefore = Number.NEGATIVE_INFINITY;
    },
    dispose: () => stop.abort(),
  };
};

/** It never got as far as to a server that answers. */
const isOfTheWay = (failure: SshFailure): boolean =>
  failure.kind === 'name-not-found' || serverHop(failure).state === 'down';

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
