import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import { decideOutcome } from '../../../shared/deploys/outcome.ts';
import type { HopProbe, Outcome } from '../../../shared/deploys/run.ts';
import type { RunnerStatus } from '../../../shared/deploys/runnerCommands.ts';
import { Failure } from '../../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import { mapSqliteError } from '../db/sqliteFailure.ts';
import type { Log } from '../log.ts';
import type { WakeUp } from '../logs/wakeUp.ts';
import { reconnectDelay } from '../ssh/reconnectDelay.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import type { LiveRun } from './liveRun.ts';
import { probePath } from './probePath.ts';
import type { TargetRunner } from './targetRunner.ts';

/** A start that was sent but not answered is sent again only while the user still waits for it: nothing starts by itself an hour later. */
const START_AGAIN_WITHIN = 60_000;
/** The journal said nothing though the runner is gone: read it this often again before the status alone decides. */
const READ_AGAIN = 3;

export interface FollowRunDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly connect: (signal: AbortSignal) => Promise<SshSession>;
  readonly runner: TargetRunner;
  /** Wakes the loop out of a pause: a cancel was asked for, or settings of the connection changed. */
  readonly wakeUp: WakeUp;
}

type Followed = { readonly status: RunnerStatus | null; readonly probes: readonly HopProbe[] };

const nothingSent = (failure: SshFailure): Outcome => ({
  kind: 'failed-before-switch',
  step: null,
  cause: `ssh:${failure.kind}`,
  reason: failure.message,
  act: failure.act,
  left: 'Nothing was sent to the target.',
});

const notAccepted = (failure: Failure<'TARGET'>): Outcome => ({
  kind: 'failed-before-switch',
  step: null,
  cause: failure.data.cause,
  reason: failure.message,
  act: failure.data.act,
  left: 'No step ran; the app folder was not touched.',
});

/** What passes by itself or by the user's hand, so that following goes on afterwards: the link, or the disk here. Null for anything else. */
const troubleOf = (
  error: unknown,
): { readonly kind: string; readonly message: string; readonly act: string } | null => {
  if (error instanceof SshError) return error.failure;
  const storage = error instanceof Failure ? error : mapSqliteError(error);
  return storage?.code === 'STORAGE'
    ? { kind: 'storage', message: storage.message, act: (storage as Failure<'STORAGE'>).data.act }
    : null;
};

/** Starts the run on its target when that has not happened, follows it to its end over as many connections as it takes, and says what
 * became of it.
 *
 * The run itself depends on none of this: the target runs it and records it. Resolves with the outcome; rejects only when the signal aborts
 * (Pitwall ends; the run goes on). */
export const followRun = async (live: LiveRun, deps: FollowRunDeps, signal: AbortSignal): Promise<Outcome> => {
  const { clock, connect, runner, wakeUp } = deps;
  const { id, settings } = live.stored();

  const exitEvent = () => live.events().find((event) => event.verb === 'exit');
  const complete = () => {
    const exit = exitEvent();
    return exit !== undefined && live.logReceived() >= exit.off;
  };

  /** Journal and log, both from where they stopped; ends when all is here, when the target has no more, or with the link's failure. */
  const readBoth = async (session: SshSession): Promise<void> => {
    const whole = new AbortController();
    const either = AbortSignal.any([signal, whole.signal]);
    const read = (file: 'log' | 'events', offset: number, take: (bytes: Buffer) => void) =>
      runner.follow(
        session,
        { id, file, offset },
        (bytes) => {
          take(bytes);
          if (complete()) whole.abort();
        },
        either,
      );
    try {
      await Promise.all([
        read('events', live.eventsReceived(), live.appendEvents),
        read('log', live.logReceived(), live.appendLog),
      ]);
    } catch (error) {
      if (!whole.signal.aborted) throw error;
    } finally {
      whole.abort();
    }
  };

  let cancelSent = false;
  const sendCancel = async (session: SshSession) => {
    if (live.stored().cancelRequestedAt === null || cancelSent) return;
    await runner.cancel(session, id, signal);
    cancelSent = true;
  };

  const startOnTarget = async (session: SshSession) => {
    if (live.stored().sentAt === null) live.change({ sentAt: clock.now() });
    await runner.start(session, live.stored(), signal);
  };

  /** One connection's worth of following; null when the run is not over and the next connection must go on. */
  const followOnce = async (session: SshSession, readAgain: number): Promise<Followed | null> => {
    const status = await statusFirst(session);
    if (status !== null && status.state !== 'running' && status.state !== 'exited' && status.state !== 'interrupted')
      return { status, probes: [] };
    await sendCancel(session);
    live.setFollowing('live', null);
    const onWake = new AbortController();
    const cancelling = watchForCancel(session, AbortSignal.any([signal, onWake.signal]));
    try {
      await readBoth(session);
    } finally {
      onWake.abort();
      await cancelling;
    }
    if (complete()) {
      const good = exitEvent()?.rc === 0;
      return { status: null, probes: good ? await probePath(settings.health, session, clock, signal) : [] };
    }
    const now = await runner.status(session, id, signal);
    if (now.state === 'running') return null;
    return now.state === 'exited' && readAgain > 0 ? null : { status: now, probes: [] };
  };

  /** Before following: starts what was not started. Returns a status when the target's word is needed to go on. */
  const statusFirst = async (session: SshSession): Promise<RunnerStatus | null> => {
    const { sentAt, cancelRequestedAt } = live.stored();
    if (live.eventsReceived() > 0) return null;
    const fresh = sentAt === null || clock.now() - sentAt < START_AGAIN_WITHIN;
    if (fresh && cancelRequestedAt === null) {
      await startOnTarget(session);
      return null;
    }
    const status = await runner.status(session, id, signal);
    if (status.state === 'prepared') await runner.cancel(session, id, signal);
    return status;
  };

  const watchForCancel = async (session: SshSession, until: AbortSignal): Promise<void> => {
    while (!until.aborted) {
      await wakeUp.next(until);
      if (!until.aborted)
        await sendCancel(session).catch((error: unknown) => deps.log.warn('cancel was not sent', { id, error }));
    }
  };

  const settle = ({ status, probes }: Followed): Outcome | null =>
    decideOutcome({
      events: live.events(),
      status,
      cancelRequested: live.stored().cancelRequestedAt !== null,
      probes,
      now: clock.now(),
    });

  let attempt = 0;
  let hadWhenLost = -1;
  for (let readAgain = READ_AGAIN; ; ) {
    signal.throwIfAborted();
    try {
      if (live.shown().following.state !== 'lost') live.setFollowing('connecting', null);
      const followed = await followOnce(await connect(signal), readAgain);
      attempt = 0;
      if (followed === null) {
        readAgain -= 1;
        await clock.sleep(reconnectDelay(1, deps.random()), signal);
        continue;
      }
      if (followed.probes.length > 0) live.change({ probes: [...followed.probes] });
      const outcome = settle(followed);
      if (outcome !== null) {
        if (followed.status !== null) live.applyStatus(followed.status);
        return outcome;
      }
      await pause(reconnectDelay(1, deps.random()));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Failure && error.code === 'TARGET' && live.eventsReceived() === 0)
        return notAccepted(error as Failure<'TARGET'>);
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      if (error instanceof SshError && live.stored().sentAt === null) return nothingSent(error.failure);
      // A link that moved bytes works, however often it breaks: only one that brings nothing is given more and more time.
      const have = live.eventsReceived() + live.logReceived();
      attempt = have > hadWhenLost ? 1 : attempt + 1;
      hadWhenLost = have;
      live.setFollowing('lost', `${trouble.message} ${trouble.act}`);
      deps.log.warn('following a run was interrupted', { id, attempt, why: trouble.kind });
      await pause(reconnectDelay(attempt, deps.random()));
    }
  }

  async function pause(ms: number): Promise<void> {
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    await Promise.race([clock.sleep(ms, until), wakeUp.next(until)]).catch(() => {});
    over.abort();
  }
};
