import type { EnvironmentSettings } from '../../projects/environment.ts';
import { sh, verbatim } from '../../remote/remoteCommand.ts';
import { shellVariable, stepFailure } from './stepFailure.ts';

/** Shell functions about sudo's rules: `no_rule COMMAND…` names the line that allows a command, `sudo_refused COMMAND…` ends the step with
 * it when sudo has just refused. */
export const sudoRefused = (settings: EnvironmentSettings) => sh`
no_rule() {
  command="$*"
  path=$(command -v "$1")
  shift
  line="$user ALL=(root) NOPASSWD: $path $*"
  ${verbatim(
    stepFailure('sudo-rule', {
      user: settings.ssh.user,
      command: shellVariable('command'),
      line: shellVariable('line'),
    }),
  )}
}
sudo_refused() {
  said 'a password is required\\|not allowed to execute\\|may not run sudo\\|not in the sudoers' || return 0
  no_rule "$@"
  exit 1
}
`;
