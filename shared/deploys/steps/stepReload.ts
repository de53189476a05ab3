import type { EnvironmentSettings } from '../../projects/environment.ts';
import { script, sh, verbatim } from '../../remote/remoteCommand.ts';
import { rootCommands } from './rootCommands.ts';
import { shellVariable, stepFailure } from './stepFailure.ts';
import { stepPrelude } from './stepPrelude.ts';
import type { StepScript } from './stepScript.ts';
import { sudoRefused } from './sudoRefused.ts';

/** Tests nginx's configuration, then makes nginx read it again. */
export const stepReload = (settings: EnvironmentSettings): StepScript => {
  const { testNginx, reloadNginx } = rootCommands(settings);
  const unit = settings.nginxUnit;
  return {
    commands: script(testNginx, reloadNginx),
    script: sh`${verbatim(stepPrelude(settings))}
${verbatim(sudoRefused(settings))}
fence
if ! ${verbatim(testNginx)}; then
  sudo_refused nginx -t
  ${verbatim(stepFailure('nginx-config', {}))}
  exit 1
fi
if ! ${verbatim(reloadNginx)}; then
  sudo_refused systemctl reload "$nginx"
  unit_state "$nginx"
  if [ "$active" != active ]; then
    ${verbatim(stepFailure('nginx-inactive', { unit, state: shellVariable('state') }))}
  else
    systemctl status --no-pager --full --lines=10 "$nginx"
    ${verbatim(stepFailure('reload-failed', { unit }))}
  fi
  exit 1
fi
say "$nginx was reloaded"
`,
  };
};
