import type { SshTarget } from '../../../shared/projects/environment.ts';
import { connectHops } from './connectHops.ts';
import { createSshSession } from './createSshSession.ts';
import { resolveTarget } from './resolveTarget.ts';
import type { SshSession } from './sshSession.ts';
import type { DialOptions } from './sshSurroundings.ts';

export interface ConnectOptions extends DialOptions {
  readonly target: SshTarget;
}

export type ConnectSsh = (options: ConnectOptions) => Promise<SshSession>;

/** Opens a verified, signed-in connection, over the jump hosts where there are any. Rejects with SshError, within `connectMs`. */
export const connectSsh: ConnectSsh = async (options) => {
  const { jumps, target } = resolveTarget(options.target, options.homeDir);
  return createSshSession(await connectHops([...jumps, target], options), options.clock);
};
