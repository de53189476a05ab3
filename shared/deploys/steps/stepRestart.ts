import type { EnvironmentSettings } from '../../projects/environment.ts';
import { sh, verbatim } from '../../remote/remoteCommand.ts';
import { rootCommands } from './rootCommands.ts';
import { shellVariable, stepFailure } from './stepFailure.ts';
import { stepPrelude } from './stepPrelude.ts';
import type { StepScript } from './stepScript.ts';
import { sudoRefused } from './sudoRefused.ts';

/** Restarts the app's unit, and leaves the number of its old main process for the health step. */
export const stepRestart = (settings: EnvironmentSettings): StepScript => {
  const { restart } = rootCommands(settings);
  const { unit } = settings;
  return {
    commands: restart,
    script: sh`${verbatim(stepPrelude(settings))}
${verbatim(sudoRefused(settings))}
fence
unit_state "$unit"
printf '%s\\n' "$pid" >"\${PITWALL_RUN:-.}/unit-pid-before"
say "restarting $unit, which is $state with main process $pid"
if ! ${verbatim(restart)}; then
  sudo_refused systemctl restart "$unit"
  unit_state "$unit"
  unit_tail "$unit"
  if [ "$result" = start-limit-hit ] || said 'start request repeated too quickly'; then
    ${verbatim(stepFailure('start-limit', { unit }))}
  else
    ${verbatim(stepFailure('restart-failed', { unit, state: shellVariable('state') }))}
  fi
  exit 1
fi
unit_state "$unit"
say "$unit is $state with main process $pid"
`,
  };
};
