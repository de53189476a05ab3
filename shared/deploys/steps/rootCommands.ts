import type { EnvironmentSettings } from '../../projects/environment.ts';
import { type RemoteCommand, sh, verbatim } from '../../remote/remoteCommand.ts';

export interface RootCommands {
  readonly restart: RemoteCommand;
  readonly testNginx: RemoteCommand;
  readonly reloadNginx: RemoteCommand;
  /** Asks sudo whether the commands may be run without a password; empty where the user is root. */
  readonly asks: readonly RemoteCommand[];
}

/** The only three commands that want root: through `sudo -n`, which never asks for a password, unless the user that signs in is root. */
export const rootCommands = ({ unit, nginxUnit, ssh }: EnvironmentSettings): RootCommands => {
  const restart = sh`systemctl restart ${unit}`;
  const testNginx = sh`nginx -t`;
  const reloadNginx = sh`systemctl reload ${nginxUnit}`;
  if (ssh.user === 'root') return { restart, testNginx, reloadNginx, asks: [] };
  const asRoot = (command: RemoteCommand) => sh`sudo -n ${verbatim(command)}`;
  return {
    restart: asRoot(restart),
    testNginx: asRoot(testNginx),
    reloadNginx: asRoot(reloadNginx),
    asks: [sh`sudo -n -l ${verbatim(restart)}`, sh`sudo -n -l ${verbatim(reloadNginx)}`],
  };
};
