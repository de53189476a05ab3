import type { EnvironmentSettings } from '../../projects/environment.ts';
import { type RemoteCommand, sh } from '../../remote/remoteCommand.ts';

const UNIT_PROPERTIES = 'LoadState,ActiveState,SubState,MainPID,NRestarts,Result';

/** What `unit_state` runs, as it is shown. */
export const askUnit = (unit: string): RemoteCommand => sh`systemctl show --property=${UNIT_PROPERTIES} ${unit}`;

/** What every step's script begins with: the environment's values as shell variables, and a few functions.
 *
 * `say` writes a line of the log, `fact` tells the journal something (on a full disk in the room that the runner keeps for last words),
 * `blame` names the step's failure, `said` looks into the step's own output, `fence` ends a run that another one has taken over from,
 * `unit_state` and `unit_tail` ask systemd.
 * A user that signs in over SSH often lacks the sbin folders, where nginx lies. git must ask nobody: there is no terminal. */
export const stepPrelude = (settings: EnvironmentSettings) => sh`set -u
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_COMMON_DIR GIT_NAMESPACE
export PATH GIT_ASKPASS='' SSH_ASKPASS='' SSH_ASKPASS_REQUIRE=never GIT_OPTIONAL_LOCKS=0 SYSTEMD_PAGER='' SYSTEMD_COLORS=0
repo=${settings.repositoryPath}
app=${settings.appPath}
branch=${settings.branch}
unit=${settings.unit}
nginx=${settings.nginxUnit}
user=${settings.ssh.user}
problems=0
say() { printf 'pitwall: %s\\n' "$*"; }
fact() {
  value=$2
  case $value in *[!A-Za-z0-9._~/:@+,=-]*) value=$(printf '%.300s' "$value" | od -An -v -tx1 | tr -d '\\n' | sed 's/ /%/g') ;; esac
  printf '%s=%s\\n' "$1" "$value" 2>/dev/null >>"\${PITWALL_FACTS:-/dev/null}" && return
  rm -f "\${PITWALL_RUN:-/nonexistent}/reserve"
  printf '\\n%s=%s\\n' "$1" "$value" >>"\${PITWALL_FACTS:-/dev/null}"
}
blame() {
  problems=$((problems + 1))
  [ "$problems" -eq 1 ] || return 0
  fact cause "$1"
  shift
  while [ $# -gt 1 ]; do
    fact "$1" "$2"
    shift 2
  done
}
said() { [ -n "\${PITWALL_LOG:-}" ] && tail -c "+$((PITWALL_LOG_OFFSET + 1))" "$PITWALL_LOG" | grep -a -q -i -e "$1"; }
fence() {
  [ -n "\${PITWALL_EPOCH:-}" ] || return 0
  read -r epoch_now <"$PITWALL_EPOCH_FILE" && [ "$epoch_now" = "$PITWALL_EPOCH" ] && return 0
  say 'another run has taken over; nothing more is done'
  exit 76
}
unit_state() {
  load='' active='' sub='' pid=0 restarts=0 result=''
  while IFS='=' read -r property value; do
    case $property in
      LoadState) load=$value ;;
      ActiveState) active=$value ;;
      SubState) sub=$value ;;
      MainPID) pid=$value ;;
      NRestarts) restarts=$value ;;
      Result) result=$value ;;
    esac
  done <<END
$(systemctl show --property=${UNIT_PROPERTIES} "$1" 2>&1)
END
  state="$active ($sub)"
}
unit_tail() {
  say "the end of the journal of $1:"
  journal=$(journalctl --no-pager --quiet --output=short-iso --lines=40 --unit="$1" 2>/dev/null)
  if [ -n "$journal" ]; then printf '%s\\n' "$journal"; else systemctl status --no-pager --full --lines=20 "$1" 2>&1; fi
}
`;
