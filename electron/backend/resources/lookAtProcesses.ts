import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { ServerProcess } from '../../../shared/resources/contract.ts';
import { describeProcesses, listProcesses } from '../../../shared/resources/processCommands.ts';
import { readCommandLines, readProcesses } from '../../../shared/resources/readProcesses.ts';
import type { Clock } from '../clock.ts';
import type { SshSession } from '../ssh/sshSession.ts';

export interface LookAtProcessesDeps {
  readonly clock: Clock;
  readonly connect: (environment: EnvironmentId, signal?: AbortSignal) => Promise<SshSession>;
}

/** Ten thousand processes of 400 bytes, twice. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What uses a server's processor and memory right now. Rejects with SshError, or with TARGET where there is no /proc. */
export const lookAtProcesses = async (
  { clock, connect }: LookAtProcessesDeps,
  environment: EnvironmentId,
  signal?: AbortSignal,
): Promise<{ readonly at: number; readonly processes: readonly ServerProcess[] }> => {
  const session = await connect(environment, signal);
  const options = { maxBytes: MOST_BYTES, ...(signal && { signal }) };
  const listed = await session.exec(listProcesses, options);
  const processes = readProcesses(listed.stdout.toString('utf8'));
  if (processes === null || processes.length === 0)
    throw new Failure('TARGET', `${session.where} does not say what is running: its /proc cannot be read.`, {
      act: 'This works on Linux only, and not where /proc is hidden from the account (hidepid).',
      cause: 'no-proc',
    });
  const described = await session.exec(describeProcesses(processes.map(({ pid }) => pid)), options);
  const commands = readCommandLines(described.stdout.toString('utf8'));
  return {
    at: clock.now(),
    processes: processes.map((process) => ({ ...process, command: commands.get(process.pid) ?? null })),
  };
};
