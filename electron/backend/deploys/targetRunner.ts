import { createHash } from 'node:crypto';
import { pack } from 'tar-stream';
import { deploySteps } from '../../../shared/deploys/deploySteps.ts';
import { runnerAppId } from '../../../shared/deploys/runnerAppId.ts';
import {
  type BundleFile,
  RUNNER_MISSING,
  type RunnerOwner,
  type RunnerStatus,
  readRunnerOwner,
  readRunnerStatus,
  runBundle,
  runnerCancelCommand,
  runnerExitCodes,
  runnerFollowCommand,
  runnerInstallCommand,
  runnerOwnerCommand,
  runnerStartCommand,
  runnerStatusCommand,
} from '../../../shared/deploys/runnerCommands.ts';
import { Failure } from '../../../shared/errors.ts';
import type { RunId } from '../../../shared/ids.ts';
import type { RemoteCommand } from '../../../shared/remote/remoteCommand.ts';
import { type ExecResult, SshError, type SshSession } from '../ssh/sshSession.ts';
import type { StoredRun } from './runTable.ts';

/** The verbs of the runner on a target, each over a session that is open. All of them are safe to repeat.
 *
 * They reject with SshError when the link fails (then what the target did is not known), and with Failure TARGET when the target refused. */
export interface TargetRunner {
  /** Hands the run to the target and launches it; installs the runner when it is not there. */
  readonly start: (session: SshSession, run: StoredRun, signal: AbortSignal) => Promise<void>;
  readonly status: (session: SshSession, id: RunId, signal: AbortSignal) => Promise<RunnerStatus>;
  /** Raw bytes from `offset` until the run is over. */
  readonly follow: (
    session: SshSession,
    what: { readonly id: RunId; readonly file: 'log' | 'events'; readonly offset: number },
    onData: (bytes: Buffer) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly cancel: (session: SshSession, id: RunId, signal: AbortSignal) => Promise<void>;
  /** Who holds the application's lock there; null when nobody does. */
  readonly owner: (session: SshSession, app: string, signal: AbortSignal) => Promise<RunnerOwner | null>;
}

/** A bundle as the runner's `start` takes it: a tar of small files. */
export const bundleTar = async (files: readonly BundleFile[]): Promise<Buffer> => {
  const tar = pack();
  for (const { name, text } of files) tar.entry({ name, mode: 0o600 }, text);
  tar.finalize();
  const parts: Buffer[] = [];
  for await (const part of tar) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const lastWords = ({ stderr, stdout }: Pick<ExecResult, 'stderr' | 'stdout'>): string =>
  `${stderr.toString('utf8')}\n${stdout.toString('utf8')}`
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(-300);

const refused = (where: string, result: ExecResult): Failure<'TARGET'> => {
  const words = lastWords(result);
  switch (result.code) {
    case runnerExitCodes.toolMissing:
      return new Failure('TARGET', `A tool that Pitwall’s runner needs is missing on ${where}: ${words}`, {
        cause: 'tool-missing',
        act: 'Install it there (util-linux and coreutils), then deploy again. "Test connection" lists what is missing.',
      });
    case runnerExitCodes.cannotWrite:
      return new Failure('TARGET', `Pitwall’s folder ~/.pitwall on ${where} cannot be written: ${words}`, {
        cause: 'cannot-write',
        act: 'See that the disk there is not full and that the folder belongs to the user that signs in.',
      });
    default:
      return new Failure(
        'TARGET',
        `The runner on ${where} refused (exit code ${result.code}): ${words || 'it said nothing'}`,
        {
          cause: 'runner-refused',
          act: 'Try again; if it repeats, remove ~/.pitwall/bin there: it is installed anew.',
        },
      );
  }
};

/** A command that ended without an exit code: the connection went away under it. */
const unknownEnd = (session: SshSession): SshError =>
  new SshError({
    kind: 'connection-lost',
    hop: 'target',
    where: session.where,
    message: `The connection to ${session.where} ended before its answer.`,
    act: 'Pitwall connects again by itself.',
  });

export const createTargetRunner = (runnerText: string): TargetRunner => {
  const sha256 = createHash('sha256').update(runnerText).digest('hex');

  const install = async (session: SshSession, signal: AbortSignal) => {
    const result = await session.exec(runnerInstallCommand(sha256), { stdin: runnerText, signal });
    if (result.code === null) throw unknownEnd(session);
    if (result.code !== 0) throw refused(session.where, result);
  };

  /** Runs a verb; where this runner is not installed yet, installs it and runs the verb again. */
  const run = async (session: SshSession, command: RemoteCommand, signal: AbortSignal, stdin?: Buffer) => {
    const options = { signal, ...(stdin && { stdin }) };
    let result = await session.exec(command, options);
    if (result.code === RUNNER_MISSING) {
      await install(session, signal);
      result = await session.exec(command, options);
    }
    if (result.code === null) throw unknownEnd(session);
    if (result.code !== 0) throw refused(session.where, result);
    return result.stdout.toString('utf8');
  };

  return {
    start: async (session, stored, signal) => {
      const { id, settings, revision, actor, createdAt } = stored;
      const steps = deploySteps(settings, { revision });
      const bundle = await bundleTar(runBundle(steps, { actor, created: createdAt }));
      await run(session, runnerStartCommand(sha256, id, runnerAppId(settings)), signal, bundle);
    },
    status: async (session, id, signal) => {
      const status = readRunnerStatus(await run(session, runnerStatusCommand(sha256, id), signal));
      if (status === null) throw unknownEnd(session);
      return status;
    },
    follow: async (session, what, onData, signal) => {
      const { code, stderr } = await session.stream(runnerFollowCommand(sha256, what), onData, { signal });
      if (code === null) throw unknownEnd(session);
      if (code !== 0 && code !== RUNNER_MISSING && code !== runnerExitCodes.noSuchRun)
        throw refused(session.where, { code, signal: null, stdout: Buffer.alloc(0), stderr, truncated: false });
    },
    cancel: async (session, id, signal) => {
      await run(session, runnerCancelCommand(sha256, id), signal);
    },
    owner: async (session, app, signal) => {
      const result = await session.exec(runnerOwnerCommand(sha256, app), { signal });
      if (result.code === RUNNER_MISSING) return null;
      if (result.code === null) throw unknownEnd(session);
      if (result.code !== 0) throw refused(session.where, result);
      try {
        return readRunnerOwner(result.stdout.toString('utf8'));
      } catch {
        throw unknownEnd(session);
      }
    },
  };
};
