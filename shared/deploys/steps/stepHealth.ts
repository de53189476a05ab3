import type { EnvironmentSettings } from '../../projects/environment.ts';
import { type RemoteCommand, script, sh, verbatim } from '../../remote/remoteCommand.ts';
import type { FailureCode } from '../failureCauses.ts';
import { shellVariable, stepFailure } from './stepFailure.ts';
import { stepPrelude } from './stepPrelude.ts';
import type { StepScript } from './stepScript.ts';

/** One question may take this long; a healthy path answers in milliseconds. */
const ASK_SECONDS = 10;
/** An app that has died so often since the restart will not come up by waiting; systemd's own limit is five starts as well. */
const DEATHS_MAX = 5;
/** A health answer is small. */
const ANSWER_MAX = 1024 * 1024;

/** Asks one hop; prints nothing but the status (000 when there was no answer), and says on stderr what went wrong. */
const askCommand = (url: string): RemoteCommand =>
  sh`curl -q --silent --show-error --globoff --noproxy '*' --max-time ${ASK_SECONDS} --max-filesize ${ANSWER_MAX} --output /dev/null --write-out '%{http_code}' --url ${url}`;

/** Waits until the app and nginx answer as they must, so many times in a row, from one and the same new main process.
 *
 * A unit whose app dies at once has been restarted with success, so the unit and its main process are looked at in each pass. On failure
 * the end of the unit's journal goes into the log. */
export const stepHealth = (settings: EnvironmentSettings): StepScript => {
  const { health, unit } = settings;
  const [askApp, askNginx] = [askCommand(health.appUrl), askCommand(health.nginxUrl)];
  const seconds = String(health.timeoutSeconds);
  const failure = <Code extends FailureCode>(...args: Parameters<typeof stepFailure<Code>>) =>
    verbatim(stepFailure(...args));

  return {
    commands: script(askApp, askNginx),
    script: sh`${verbatim(stepPrelude(settings))}
expect=${health.expectStatus}
pid_before=0
if [ -e "\${PITWALL_RUN:-.}/unit-pid-before" ]; then read -r pid_before <"\${PITWALL_RUN:-.}/unit-pid-before" || :; fi
seconds_now() { read -r up _ </proc/uptime 2>/dev/null && up=\${up%.*} || up=$(date +%s); }
ask_app() { ${verbatim(askApp)} 2>&1; }
ask_nginx() { ${verbatim(askNginx)} 2>&1; }
judge() {
  code=$?
  status=$(printf '%s' "$answer" | tail -c 3)
  detail="HTTP $status"
  [ "$code" -eq 0 ] && [ "$status" = "$expect" ] && return 0
  if [ "$code" -ne 0 ]; then
    detail=$(printf '%s' "$answer" | sed -n -e 's/ after [0-9]* ms//' -e 's/^curl: ([0-9]*) //p' | head -n 1)
    detail=\${detail:-no answer (curl $code)}
  elif [ "$status" != "$expect" ]; then detail="HTTP $status, expected $expect"
  fi
  return 1
}
look() {
  hop=unit
  unit_state "$unit"
  detail="$unit is $state"
  [ "$active" = active ] || return 1
  hop=old
  detail="the process of before the restart ($pid) still runs"
  if [ "$pid" -gt 0 ] && [ "$pid" = "$pid_before" ]; then return 1; fi
  hop=app
  answer=$(ask_app)
  judge || return 1
  hop=nginx
  answer=$(ask_nginx)
  judge || return 1
  hop=none
}
unhealthy() {
  unit_state "$unit"
  unit_tail "$unit"
  if [ "$result" = start-limit-hit ]; then
    ${failure('start-limit', { unit })}
  elif [ "$restarts" -gt 0 ]; then
    ${failure('unit-restarting', { unit, restarts: shellVariable('restarts'), state: shellVariable('state') })}
  elif [ "$active" != active ]; then
    ${failure('unit-failed', { unit, state: shellVariable('state') })}
  elif [ "$hop" = old ]; then
    ${failure('old-process', { unit, pid: shellVariable('pid') })}
  elif [ "$hop" = nginx ]; then
    ${failure('nginx-down', { url: health.nginxUrl, seconds, detail: shellVariable('detail') })}
  else
    ${failure('app-down', { url: health.appUrl, seconds, detail: shellVariable('detail') })}
  fi
  exit 1
}

seconds_now
deadline=$((up + ${health.timeoutSeconds}))
passed=0 last_pid='' told=''
while :; do
  if look; then
    if [ "$pid" = "$last_pid" ]; then passed=$((passed + 1)); else passed=1; fi
    last_pid=$pid
    say "pass $passed of ${health.passes}: app and nginx answer $expect, main process $pid"
    [ "$passed" -lt ${health.passes} ] || exit 0
  else
    passed=0 last_pid=''
    case $hop in app | nginx) words="$hop: $detail" ;; *) words=$detail ;; esac
    case $told in
      *"|$words|"*) ;;
      *)
        say "not healthy yet: $words"
        told="$told|$words|"
        ;;
    esac
    if [ "$active" = failed ] || [ "$restarts" -ge ${DEATHS_MAX} ]; then unhealthy; fi
  fi
  seconds_now
  [ "$up" -lt "$deadline" ] || unhealthy
  sleep ${health.intervalSeconds}
done
`,
  };
};
