import type { ProvingGround } from '../e2e/proving-ground/provingGround.ts';
import { connectSsh } from '../electron/backend/ssh/connectSsh.ts';
import type { SshSession } from '../electron/backend/ssh/sshSession.ts';
import { systemClock } from '../electron/backend/systemClock.ts';

/** A connection of the product's own to a ground, its key pinned. */
export const groundSession = (ground: Pick<ProvingGround, 'ssh' | 'settings'>): Promise<SshSession> => {
  const [type = '', base64 = ''] = ground.ssh.hostKey().split(' ');
  return connectSsh({
    target: ground.settings().ssh,
    hostKeys: { pinned: () => [{ type, key: Buffer.from(base64, 'base64'), since: 0 }] },
    secret: () => null,
    homeDir: '/nonexistent',
    env: {},
    clock: systemClock,
  });
};

/** Words that make OpenSSH's client sign in to the ground and ask nobody. */
export const opensshWords = ({ ssh }: Pick<ProvingGround, 'ssh'>, ...options: readonly string[]): readonly string[] => [
  '-F',
  '/dev/null',
  '-p',
  String(ssh.port),
  '-i',
  ssh.privateKeyPath,
  '-o',
  'IdentitiesOnly=yes',
  '-o',
  'StrictHostKeyChecking=no',
  '-o',
  'UserKnownHostsFile=/dev/null',
  '-o',
  'LogLevel=ERROR',
  '-o',
  'BatchMode=yes',
  ...options,
  `${ssh.user}@${ssh.host}`,
];
