import type { ProvingGround } from './provingGround.ts';
import { type ProcessOptions, type ProcessResult, runProcess } from './runProcess.ts';

/** Runs a command over SSH the way a person would, with OpenSSH's own client and the ground's key and host key alone. */
export const signIn = (
  { ssh }: Pick<ProvingGround, 'ssh'>,
  command: string,
  options: ProcessOptions & { readonly port?: number } = {},
): Promise<ProcessResult> => {
  const { port = ssh.port, ...rest } = options;
  return runProcess(
    'ssh',
    [
      ...['-F', 'none', '-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes', '-o', 'IdentityAgent=none'],
      ...['-o', 'StrictHostKeyChecking=yes', '-o', 'GlobalKnownHostsFile=none', '-o', 'UserKnownHostsFile=none'],
      ...['-o', `KnownHostsCommand=/bin/echo [${ssh.host}]:${port} ${ssh.hostKey()}`, '-o', 'LogLevel=ERROR'],
      ...['-i', ssh.privateKeyPath, '-p', String(port), `${ssh.user}@${ssh.host}`, command],
    ],
    rest,
  );
};
