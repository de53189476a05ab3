import type { SecretKind } from '../../../shared/connections/contract.ts';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { SshTarget } from '../../../shared/projects/environment.ts';
import type { Log } from '../log.ts';
import { type ConnectSsh, connectSsh } from './connectSsh.ts';
import { forgetOpenedKeys } from './openedKeys.ts';
import { resolveTarget } from './resolveTarget.ts';
import type { SshPool } from './sshPool.ts';
import { SshError, type SshSession } from './sshSession.ts';
import type { SshSurroundings } from './sshSurroundings.ts';

export interface SshPoolDeps extends SshSurroundings {
  /** The environment's settings as they are now; null when it is gone. */
  readonly targetOf: (environment: EnvironmentId) => SshTarget | null;
  readonly secretOf: (environment: EnvironmentId, kind: SecretKind) => string | null;
  readonly log: Log;
  /** Opens a connection; `connectSsh` unless told. */
  readonly connect?: ConnectSsh;
}

/** One attempt that several callers may wait for, and later its connection. */
interface Link {
  readonly key: string;
  readonly abort: AbortController;
  readonly attempt: Promise<SshSession>;
  session: SshSession | null;
  /** Callers that still wait for the attempt; when the last one gives up, so does the attempt. */
  waiting: number;
}

interface Refusal {
  readonly key: string;
  readonly failure: SshFailure;
}

/** A refused sign-in is not tried again by itself: fail2ban and its like lock the whole machine out after a few. */
const isRefusal = (failure: SshFailure): boolean => failure.kind === 'auth-refused';

/** Keeps one warm connection per environment.
 *
 * A connection belongs to the settings it was opened with, resolved through ~/.ssh/config: with other settings the next call opens a
 * new one and ends the old. Callers at the same time share one attempt. */
export const createSshPool = (deps: SshPoolDeps): SshPool => {
  const connect = deps.connect ?? connectSsh;
  const links = new Map<EnvironmentId, Link>();
  const refusals = new Map<EnvironmentId, Refusal>();
  const ending = new Set<Promise<unknown>>();
  let closed = false;

  const drop = (environment: EnvironmentId): void => {
    const link = links.get(environment);
    if (link === undefined) return;
    links.delete(environment);
    link.abort.abort();
    const over = link.attempt
      .then((session) => {
        session.end();
        return session.closed;
      })
      .catch(() => null)
      .finally(() => ending.delete(over));
    ending.add(over);
  };

  const open = (environment: EnvironmentId, target: SshTarget, key: string): Link => {
    const abort = new AbortController();
    const attempt = connect({
      ...deps,
      target,
      secret: (kind) => deps.secretOf(environment, kind),
      signal: abort.signal,
    });
    const link: Link = { key, abort, attempt, session: null, waiting: 0 };
    const forget = () => {
      if (links.get(environment) === link) links.delete(environment);
    };
    attempt.then(
      (session) => {
        link.session = session;
        deps.log.info('ssh connected', { environment, where: session.where });
        void session.closed.then((failure) => {
          forget();
          deps.log.info('ssh closed', { environment, where: session.where, kind: failure?.kind ?? 'ended' });
        });
      },
      (error: unknown) => {
        const current = links.get(environment) === link;
        forget();
        if (!(error instanceof SshError)) return;
        deps.log.warn('ssh failed', { environment, kind: error.failure.kind, hop: error.failure.hop });
        if (current && isRefusal(error.failure)) refusals.set(environment, { key, failure: error.failure });
      },
    );
    links.set(environment, link);
    return link;
  };

  const wait = async (environment: EnvironmentId, link: Link, target: SshTarget, signal?: AbortSignal) => {
    link.waiting += 1;
    let stop: () => void = () => undefined;
    const given = new Promise<never>((_, reject) => {
      stop = () => reject(cancelled(target));
      signal?.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([link.attempt, given]);
    } finally {
      signal?.removeEventListener('abort', stop);
      link.waiting -= 1;
      if (link.waiting === 0 && link.session === null && links.get(environment) === link) drop(environment);
    }
  };

  const session: SshPool['session'] = async (environment, signal) => {
    const target = targetNow(deps, environment);
    if (closed || isAborted(signal)) throw cancelled(target);
    const key = JSON.stringify(resolveTarget(target, deps.homeDir));
    const refusal = refusals.get(environment);
    if (refusal?.key === key) throw new SshError(refusal.failure);
    refusals.delete(environment);
    const held = links.get(environment);
    const usable = held?.key === key && held.session?.alive() !== false;
    if (!usable) drop(environment);
    const link = usable && held !== undefined ? held : open(environment, target, key);
    if (link.session !== null) return link.session;
    try {
      return await wait(environment, link, target, signal);
    } catch (error) {
      // Not this caller gave up: settings or secrets changed meanwhile, and the attempt was made with the old ones.
      if (link.abort.signal.aborted && !isAborted(signal) && !closed) return session(environment, signal);
      throw error;
    }
  };

  return {
    session,
    reset: (environment) => {
      forgetOpenedKeys();
      refusals.delete(environment);
      drop(environment);
    },
    forgive: (environment) => {
      refusals.delete(environment);
    },
    close: async () => {
      closed = true;
      for (const environment of [...links.keys()]) drop(environment);
      await Promise.all(ending);
    },
  };
};

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

const targetNow = (deps: SshPoolDeps, environment: EnvironmentId): SshTarget => {
  const target = deps.targetOf(environment);
  if (target === null)
    throw new Failure('GONE', 'This environment is no longer there.', { what: 'environment', id: environment });
  return target;
};

const cancelled = (target: SshTarget): SshError =>
  new SshError({
    kind: 'cancelled',
    hop: 'target',
    where: `${target.user}@${target.host}:${target.port}`,
    message: 'Connecting was cancelled.',
    act: 'Try again when you are ready.',
  });
