import type { ConnectionStage } from '../../../shared/connections/contract.ts';
import { pathsCommand, readPaths } from '../../../shared/connections/pathsStage.ts';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { StageFindings } from '../../../shared/connections/stageFindings.ts';
import { readSudo, sudoCommand } from '../../../shared/connections/sudoStage.ts';
import { readTools, toolsCommand } from '../../../shared/connections/toolsStage.ts';
import { readUnits, unitsCommand } from '../../../shared/connections/unitsStage.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { RemoteCommand } from '../../../shared/remote/remoteCommand.ts';
import { connectSsh } from '../ssh/connectSsh.ts';
import { hostKeyFailure } from '../ssh/hostKeyFailure.ts';
import { resolveTarget } from '../ssh/resolveTarget.ts';
import { scanHostKey } from '../ssh/scanHostKey.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import type { ConnectProgress } from '../ssh/sshSurroundings.ts';
import type { ConnectionsDeps } from './connectionsDeps.ts';
import { dialOptions } from './dialOptions.ts';
import { failedStage, isLocalFailure } from './failedStage.ts';
import { requireEnvironment } from './requireEnvironment.ts';
import { createStageBoard, type StageBoard, type StageName } from './stageBoard.ts';

/** Looks at an environment from the first packet to the free room on its disk, on a connection of its own. Throws Failure GONE at once.
 *
 * Every change of a stage is yielded as it comes; whoever stops reading, stops the test. */
export const testConnection = (
  deps: ConnectionsDeps,
  id: EnvironmentId,
  signal: AbortSignal | undefined,
): AsyncGenerator<ConnectionStage, void, void> => follow(deps, requireEnvironment(deps, id), signal);

async function* follow(
  deps: ConnectionsDeps,
  environment: Environment,
  signal: AbortSignal | undefined,
): AsyncGenerator<ConnectionStage, void, void> {
  const stop = new AbortController();
  const board = createStageBoard(deps.clock);
  const within = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const work = examine(deps, environment, board, within).finally(board.close);
  work.catch(() => undefined);
  try {
    yield* board.events();
    await work;
  } finally {
    stop.abort();
    await work.catch(() => undefined);
  }
}

const examine = async (
  deps: ConnectionsDeps,
  environment: Environment,
  board: StageBoard,
  signal: AbortSignal,
): Promise<void> => {
  const session = await reachShell(deps, environment, board, signal);
  if (session === null) return;
  try {
    deps.pool.forgive(environment.id);
    const looks: readonly Look[] = [
      { name: 'tools', command: toolsCommand, read: readTools },
      { name: 'sudo', command: sudoCommand(environment), read: (output) => readSudo(output, environment) },
      { name: 'units', command: unitsCommand(environment), read: (output) => readUnits(output, environment) },
      { name: 'paths', command: pathsCommand(environment), read: (output) => readPaths(output, environment) },
    ];
    for (const look of looks) {
      board.run(look.name);
      await lookAt(deps, session, look, board, signal);
      if (!session.alive() || signal.aborted) return;
    }
  } finally {
    session.end();
    await session.closed;
  }
};

/** The first three stages; null when one of them failed. */
const reachShell = async (
  deps: ConnectionsDeps,
  environment: Environment,
  board: StageBoard,
  signal: AbortSignal,
): Promise<SshSession | null> => {
  const { notes } = resolveTarget(environment.ssh, deps.homeDir);
  board.run('reach', ...notes);
  const options = {
    ...dialOptions(deps, environment.id),
    signal,
    onProgress: (progress: ConnectProgress) => show(progress, board),
  };
  try {
    return await connectSsh({ ...options, target: environment.ssh });
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    if (isLocalFailure(error.failure)) await lookAtServer(environment, error.failure, options, board);
    fail(error.failure, board);
    return null;
  }
};

/** Shows a step on the way under its stage; a stage is over when the target itself has passed it. */
const show = (progress: ConnectProgress, board: StageBoard): void => {
  const atTarget = progress.hop === 'target';
  const over = (name: StageName, fact: string, next: StageName) => {
    if (atTarget) board.end(name, { state: 'passed', found: [fact] });
    else board.run(name, `jump host: ${fact}`);
    board.run(next);
  };
  const { where } = progress;
  if (progress.kind === 'reached') over('reach', `${where} answers (${progress.address})`, 'hostKey');
  if (progress.kind === 'hostKeyTrusted')
    over('hostKey', `${progress.type} ${progress.fingerprint}, known from ${progress.source}`, 'signIn');
  if (progress.kind === 'signedIn' && atTarget)
    board.end('signIn', { state: 'passed', found: [`${where} took ${progress.method}`, progress.server] });
  else if (progress.kind === 'signedIn') board.run('signIn', `jump host: ${where} took ${progress.method}`);
};

/** What keeps us from signing in lies here; the server can be looked at all the same, as far as its host key. */
const lookAtServer = async (
  environment: Environment,
  local: SshFailure,
  options: Parameters<typeof scanHostKey>[2],
  board: StageBoard,
): Promise<void> => {
  const { jumps, target } = resolveTarget(environment.ssh, options.homeDir);
  const hop = local.hop === 'target' ? target : jumps[0];
  if (hop === undefined) return;
  const place = { hop: hop.role, where: hop.where };
  try {
    const { offered, verdict, address } = await scanHostKey(hop, hop.role === 'target' ? jumps : [], options);
    show({ ...place, kind: 'reached', address }, board);
    const failure = hostKeyFailure(hop, offered, verdict);
    if (failure !== null) fail(failure, board);
    if (verdict.kind === 'trusted')
      show({ ...place, kind: 'hostKeyTrusted', ...offered, source: verdict.by.source }, board);
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    // Two jump hosts may both lack something here; the first failure is told below.
    if (!isLocalFailure(error.failure)) fail(error.failure, board);
  }
};

const fail = (failure: SshFailure, board: StageBoard): void =>
  board.end(failedStage(failure, board), {
    state: failure.kind === 'host-key-unknown' ? 'question' : 'failed',
    found: [failure.message],
    act: failure.act,
    failure,
  });

interface Look {
  readonly name: StageName;
  readonly command: RemoteCommand;
  /** `now` is this machine's time at the middle of the call. */
  readonly read: (output: string, now: number) => StageFindings;
}

const lookAt = async (
  { clock }: ConnectionsDeps,
  session: SshSession,
  { name, command, read }: Look,
  board: StageBoard,
  signal: AbortSignal,
): Promise<void> => {
  const began = clock.now();
  try {
    const { stdout } = await session.exec(command, { signal });
    const stage = read(stdout.toString('utf8'), (began + clock.now()) / 2);
    board.end(name, { ...stage, found: [...stage.found] });
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    const { failure } = error;
    board.end(name, { state: 'failed', found: [failure.message], act: failure.act, failure });
  }
};
