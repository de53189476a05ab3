import { clockApart } from '../../../shared/monitor/clockApart.ts';
import type { Clock } from '../clock.ts';
import { EndedThere } from '../ssh/keepConnected.ts';
import type { SshSession } from '../ssh/sshSession.ts';
import type { LogCursor } from './logCursor.ts';
import { hindranceText } from './logHindrance.ts';
import { openRemoteLog } from './remoteLog.ts';

/** An answer that takes longer will not come, in milliseconds. */
const PATIENCE = 20_000;
/** Until a log that cannot be read is looked for again. */
const BLOCKED_EVERY = 10;
/** Between a log's renaming and the new one there is none for a moment: so many looks in a row are nothing to tell of. */
const ABSENT_LOOKS = 3;
/** After so many looks the server's clock is asked for again: it may have been set. */
const CLOCK_EVERY = 15;

export interface FollowOnceDeps {
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly path: string;
  readonly cursor: LogCursor;
  /** Called after each look that read all there is. */
  readonly onLooked: () => void;
  /** `ahead`: what must be added to the server's time to get ours. */
  readonly onClock: (ahead: number) => void;
  /** Null: it can be read. */
  readonly onHindrance: (reason: string | null) => void;
}

/** Follows the log over one connection. Rejects when the signal aborts or the link is lost, with EndedThere or SshError. */
export const followOnce = async (session: SshSession, deps: FollowOnceDeps, signal: AbortSignal): Promise<never> => {
  const { clock, cursor, path, intervalMs } = deps;
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const log = openRemoteLog(session, path, stop);
  let absent = 0;
  let ahead = 0;

  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const timer = new AbortController();
    const late = clock.sleep(PATIENCE, AbortSignal.any([stop, timer.signal])).then(() => {
      throw new EndedThere(`${session.where} has not answered for ${PATIENCE / 1000} s.`);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      timer.abort();
      late.catch(() => undefined);
    }
  };
  const guarded = {
    list: (what: 'all' | 'log') => inTime(log.list(what)),
    read: (suffix: string, offset: number, most: number) => inTime(log.read(suffix, offset, most)),
  };

  const askTime = async (): Promise<void> => {
    const asked = clock.now();
    const theirs = await inTime(log.time());
    if (theirs === null) return;
    ahead = clockApart(ahead, { asked, theirs, answered: clock.now() });
    deps.onClock(ahead);
  };

  try {
    for (let looks = 0; ; looks += 1) {
      if (looks % CLOCK_EVERY === 0) await askTime();
      const { hindrance } = await cursor.look(guarded);
      absent = hindrance === 'absent' ? absent + 1 : 0;
      const blocked = hindrance !== null && (hindrance !== 'absent' || absent > ABSENT_LOOKS || !cursor.began());
      if (blocked) deps.onHindrance(hindranceText(hindrance, path, session.where));
      else {
        deps.onHindrance(null);
        deps.onLooked();
      }
      await clock.sleep(blocked ? intervalMs * BLOCKED_EVERY : intervalMs, stop);
    }
  } finally {
    over.abort();
    await log.ended.catch(() => undefined);
  }
};
