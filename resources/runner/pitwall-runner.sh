#!/bin/sh
# Pitwall's deploy runner: runs the steps of one deploy on the machine it deploys to, apart from the session that started it, and keeps
# the record. docs/runner-protocol.md says what it promises. POSIX sh; needs flock, setsid, timeout, tail, sync, tar (util-linux, coreutils).
#
#   prepare ID APP        takes the steps (a tar on stdin: meta, steps/NN-name.sh)
#   launch ID             starts the run, apart from this session
#   start ID APP          both
#   follow ID FILE OFF    raw bytes of FILE (log or events) from byte OFF until the run is over
#   status ID             what is known of the run, key=value lines
#   cancel ID             ends the run
#   owner APP             which run holds the application's lock
# Every verb may be repeated, by anybody, at any time.
set -u
if [ "${1-}" = run ]; then caller_umask=${3-022}; else caller_umask=$(umask); fi
umask 077
export LC_ALL=C # patterns and messages; the steps get C.UTF-8

home=${PITWALL_HOME:-${HOME:?}/.pitwall}
runs_kept=50
grace=5 # seconds between TERM and KILL

die() { # CODE MESSAGE
  printf 'pitwall-runner: %s\n' "$2" >&2
  exit "$1"
}

take_id() {
  id=${1-}
  case $id in *[!0-9A-HJKMNP-TV-Z]*) id= ;; esac
  [ ${#id} -eq 26 ] || die 64 'not the id of a run'
  run=$home/runs/$id
}

take_app() {
  app=${1-}
  case $app in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) die 64 'not the id of an application' ;; esac
  [ ${#app} -le 100 ] || die 64 'the id of the application is too long'
  appdir=$home/apps/$app
}

is_number() { case ${1-} in '' | *[!0-9]*) return 1 ;; esac }

# The kernel's word on whether a run's runner lives: the lock is gone in the moment the process is, whatever ended it. A shared test, so
# that two who ask do not see each other; never asked of a run that was not launched, so that it cannot be in the launcher's way.
alive() { # ID
  [ -e "$home/runs/$1/started" ] && ! flock -n -s "$home/runs/$1/run.lock" true
}

# ---- time: one `date`, then the kernel's uptime, which needs no process and never jumps -------------------------------------------

wall_clock() {
  now=$(date +%s%3N)
  case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
}

hundredths() { up=$((${up%.*} * 1000 + (1${up#*.} - 100) * 10)); } # seconds.hundredths to milliseconds

uptime_ms() {
  read -r up _ </proc/uptime || return 1
  hundredths
}

start_clock() { # sets now; from then on no process is needed to tell the time
  wall_clock
  clock_base=
  if uptime_ms 2>/dev/null; then clock_base=$((now - up)); fi
}

# The launcher asks for the time beside its other work; the runner that it starts goes on from there.
ask_time() {
  {
    date +%s%3N
    read -r up _ </proc/uptime && echo "$up"
  } >"$run/clock" 2>/dev/null &
  asking=$!
}

take_time() {
  now='' up=''
  { read -r now && read -r up; } 2>/dev/null <"$run/clock" || :
  if is_number "$now" && is_number "${up%.*}${up#*.}"; then
    hundredths
    clock_base=$((now - up))
  else
    start_clock
  fi
}

tell_time() { # sets now, milliseconds since 1970
  if [ -n "$clock_base" ] && uptime_ms; then now=$((clock_base + up)); else wall_clock; fi
}

# ---- the journal ------------------------------------------------------------------------------------------------------------------

# Opens what a runner writes: 6 journal, 7 log (whose position the steps share), 8 and 9 the locks.
open_record() {
  exec 6>>"$run/events" 7>>"$run/log"
}

# The log's size, by the shared position of descriptor 7; no process is started for it.
log_size() {
  read -r _ off 2>/dev/null <"/proc/$$/fdinfo/7" || off=
  is_number "$off" || off=$(($(wc -c <"$run/log")))
}

# A line of the journal. The last word of a line is the end of no other possible word, so that a line cut short is never taken for whole.
# A full disk gets the reserve's room, and a new line in case half of this one is there.
event() {
  tell_time
  printf '%s %s\n' "$now" "$*" >&6 2>/dev/null && return
  rm -f "$run/reserve"
  printf '\n%s %s\n' "$now" "$*" >&6
}

write_verdict() { printf '%s\n' "$1" >"$run/.exit" && sync "$run/.exit" "$run/events" "$run/log"; }

# The verdict: on the disk before anybody is told.
finish() { # RC REASON
  off=$(wc -c <"$run/log")
  verdict="rc=$1 off=$((off)) step=${step:--} reason=$2"
  write_verdict "$verdict" 2>/dev/null || {
    rm -f "$run/reserve"
    write_verdict "$verdict"
  }
  event "exit $verdict"
  mv -f "$run/.exit" "$run/exit"
  sync "$run" "$run/events"
}

# A verdict that is whole counts, though its runner was killed before it could give it its name.
adopt_verdict() {
  [ ! -e "$run/exit" ] && [ -e "$run/.exit" ] || return 0
  read_file "$run/.exit"
  case ${line##*reason=} in
    done | failed | cancelled | locked | fenced | timeout) mv -f "$run/.exit" "$run/exit" 2>/dev/null ;;
  esac
}

# The runner was killed between its verdict and its last line of the journal: the line is added.
repair() {
  [ -e "$run/exit" ] && ! grep -q '^[0-9]* exit .* reason=[a-z]*$' "$run/events" || return 0
  (
    exec 8>>"$run/run.lock"
    flock -n 8 || exit 0
    ! grep -q '^[0-9]* exit .* reason=[a-z]*$' "$run/events" || exit 0
    open_record
    read -r verdict <"$run/exit"
    wall_clock
    printf '\n%s exit %s\n' "$now" "$verdict" >&6
    sync "$run/events"
  )
}

# ---- prepare and launch -------------------------------------------------------------------------------------------------------------

make_home() {
  [ -d "$home/runs" ] && [ -d "$appdir" ] && return
  mkdir -p "$home/bin" "$home/runs" "$appdir" && chmod 700 "$home" && sync "$home" "$home/apps" "$appdir"
}

fill() {
  tar -x -o -m -C "$run" -f - && printf '%s\n' "$app" >"$run/app" && printf '%65536s' '' >"$run/reserve" &&
    : >"$run/log" && : >"$run/events" && has_steps "$run"/steps/[0-9][0-9]-*.sh && : >"$run/prepared"
}

has_steps() { # the pattern itself, where nothing fits it
  if [ -f "$run/meta" ] && [ -f "$1" ]; then return; fi
  why=65
  return 1
}

# The folder is claimed by making it, filled under the run's lock, and counts from the moment it is marked as prepared; what was begun by
# a call that died is done again by the next one. Ends with the lock held when it was this call that prepared it.
prepare() {
  if [ -e "$run/prepared" ]; then
    cat >/dev/null
    return
  fi
  make_home || die 74 "cannot write to $home"
  mkdir "$run" 2>/dev/null || [ -d "$run" ] || die 74 "cannot write to $home/runs: the disk may be full"
  take_before_start || return 0
  if [ -e "$run/prepared" ]; then
    cat >/dev/null
    return
  fi
  ask_time
  why=74
  if ! fill; then
    rm -rf "$run/steps" "$run/meta" "$run/reserve" "$run/log" "$run/events"
    [ $why -eq 74 ] || die 65 'the bundle has no steps'
    die 74 "cannot write to $run: the disk may be full, or the bundle was cut"
  fi
}

# Where logind ends all that a session left behind, only what runs outside of the session's scope outlives it; and the user's manager,
# which then holds it, ends some seconds after the last session unless the user lingers.
choose_detach() { # sets detach, as the status shows it
  detach=setsid
  [ -n "${XDG_SESSION_ID-}" ] && command -v loginctl >/dev/null || return 0
  [ "$(loginctl show-session --property=KillUserProcesses --value 2>/dev/null)" = yes ] || return 0
  if ! command -v systemd-run >/dev/null || ! systemd-run --user --scope --quiet true >/dev/null 2>&1; then
    detach='session: logind has KillUserProcesses=yes and systemd-run --user does not work here'
  elif [ "$(loginctl show-user "$(id -un)" --property=Linger --value 2>/dev/null)" != yes ] &&
    ! loginctl enable-linger 2>/dev/null; then
    detach="scope: it ends with the user's last session, which logind tells to; sudo loginctl enable-linger $(id -un) prevents that"
  else
    detach=scope
  fi
}

need_tools() {
  for tool in flock setsid timeout tail sync tar; do
    command -v "$tool" >/dev/null || die 69 "$tool is not installed"
  done
}

# Takes the lock of a run that was not started, for `launch` and `cancel`; fails when it was.
take_before_start() {
  if [ "${held-}" = yes ]; then return 0; fi
  exec 8>>"$run/run.lock" || die 74 "cannot write to $run: the disk may be full"
  tries=0
  while [ ! -e "$run/started" ] && [ ! -e "$run/exit" ]; do
    if flock -n 8; then
      if [ -e "$run/started" ] || [ -e "$run/exit" ]; then break; fi
      held=yes
      return 0
    fi
    tries=$((tries + 1)) # another one launches or cancels it in this moment
    [ $tries -lt 200 ] || die 74 'another call holds the run and does nothing with it'
    sleep 0.05
  done
  exec 8>&-
  return 1
}

launch() {
  [ -e "$run/prepared" ] || die 66 'no such run'
  if ! take_before_start; then
    echo already
    return
  fi
  [ -n "${asking-}" ] || ask_time
  choose_detach
  printf '%s\n' "$detach" >"$run/started" 2>/dev/null || {
    rm -f "$run/reserve"
    : >"$run/started"
  } || die 74 "cannot write to $run"
  # The lock's descriptor goes over to the runner, so that there is no moment in which nobody holds it. The answer waits for the runner's
  # word that it is out of this session, which may be killed the moment after.
  case $detach in scope*) set -- systemd-run --user --scope --quiet setsid ;; *) set -- setsid ;; esac
  wait "$asking"
  ready=$("$@" /bin/sh "$0" run "$id" "$caller_umask" </dev/null 2>>"$run/runner.err" &)
  [ "$ready" = ready ] || die 74 "the runner did not start: $(tail -n 3 "$run/runner.err")"
  echo launched
}

# ---- the run --------------------------------------------------------------------------------------------------------------------------

read_file() { # FILE: sets line to its first line, empty when there is none
  line=
  if [ -e "$1" ]; then read -r line <"$1" || :; fi
}

# Who a run belongs to, since when, and where it is: sets owner_actor, owner_since, owner_step.
describe() { # ID
  owner_actor='' owner_since=0 owner_step=''
  while IFS= read -r line; do
    case $line in actor=*) owner_actor=${line#actor=} ;; esac
  done <"$home/runs/$1/meta"
  while read -r time verb words; do
    case $verb in
      started) owner_since=$time ;;
      begin) owner_step=${words##*step=} ;;
    esac
  done <"$home/runs/$1/events"
}

# A group is named as `kill -SIGNAL -GROUP`: the one form that dash, bash and busybox all take.
group_is_there() { kill -0 "-$1" 2>/dev/null; }

end_group() { # PID: TERM, then KILL
  kill -TERM "-$1" 2>/dev/null || :
  waited=0
  while group_is_there "$1" && [ $waited -lt $((grace * 20)) ]; do
    sleep 0.05
    waited=$((waited + 1))
  done
  kill -KILL "-$1" 2>/dev/null || :
}

# The time at which a process was started, by the kernel: with its number it names a process for good, until the next boot.
start_of() { # PID: sets start
  start=
  [ -r "/proc/$1/stat" ] && read -r line <"/proc/$1/stat" || return 0
  # shellcheck disable=SC2086 # the fields are words
  set -- ${line##*) }
  start=${20-}
}

# A runner that was killed leaves its step at work: sets orphan to the step's process group, if that is still there.
find_orphan() { # ID
  orphan=
  [ -e "$home/runs/$1/step" ] && [ ! -e "$home/runs/$1/exit" ] || return 0
  read -r _ pid began step_boot <"$home/runs/$1/step" || return 0
  read_boot
  is_number "$pid" && [ "$step_boot" = "$boot" ] && group_is_there "$pid" || return 0
  start_of "$pid"
  [ -n "$start" ] && [ "$start" != "$began" ] || orphan=$pid
}

read_boot() {
  read_file /proc/sys/kernel/random/boot_id
  boot=${line:--}
}

take_lock() {
  exec 9>>"$appdir/lock"
  tries=0
  until flock -n 9; do
    read_file "$appdir/owner"
    owner=$line
    tries=$((tries + 1))
    if [ -n "$owner" ] && [ "$owner" != "$id" ] && alive "$owner"; then
      describe "$owner"
      event "locked owner=$owner actor=$owner_actor since=$owner_since step=$owner_step"
      return 1
    elif [ $tries -gt 40 ]; then
      event 'locked owner= actor= since=0 step='
      return 1
    fi
    sleep 0.05 # somebody tests the lock, or its new owner has not signed yet
  done
  read_file "$appdir/owner"
  if [ -n "$line" ] && [ -d "$home/runs/$line" ]; then
    find_orphan "$line"
    if [ -n "$orphan" ]; then end_group "$orphan"; fi
  fi
  printf '%s\n' "$id" >"$appdir/owner"
}

raise_epoch() {
  read_file "$appdir/epoch"
  is_number "$line" || line=0
  epoch=$((line + 1))
  printf '%s\n' "$epoch" 1<>"$appdir/epoch" # written over, never emptied: a number only gets longer
  printf '%s\n' "$epoch" >"$run/epoch"
}

fenced() {
  read_file "$appdir/epoch"
  [ "$line" != "$epoch" ]
}

step_limit() { # NAME: sets limit, seconds
  limit=600
  while IFS= read -r line; do
    case $line in "limit.$1="*) is_number "${line#*=}" && limit=${line#*=} ;; esac
  done <"$run/meta"
}

# TERM comes from `cancel`, or from whoever ends this machine's processes: then there is no verdict, and the run counts as interrupted.
on_signal() {
  [ -z "$stop" ] || return 0
  if [ -e "$run/cancel" ]; then
    stop=cancel
    : >"$run/cancel.seen"
  else
    stop=signal
  fi
  if [ -n "$child" ]; then stop_child; fi
}

stop_child() {
  kill -TERM "-$child" 2>/dev/null || kill -s TERM "$child" 2>/dev/null || :
  (
    exec </dev/null >/dev/null 2>&1 6>&- 7>&- 8>&- 9>&-
    sleep $grace
    kill -KILL "-$child"
  ) &
}

# The step's processes are made while the journal is flushed; its first line runs when that is done, which closes the pipe.
run_step() { # SCRIPT: sets rc
  : >"$PITWALL_FACTS"
  script=$1
  if [ $first = yes ]; then set -- "$run" "$home/runs"; else set -- "$run/log"; fi
  first=no
  # shellcheck disable=SC2016 # expanded by the step's own shell
  sync "$run/events" "$@" 8>&- 9>&- | (
    umask "$caller_umask"
    export LC_ALL=C.UTF-8
    exec setsid timeout -k $grace "$limit" /bin/sh -c 'read -r _; exec </dev/null; . "$0"' "$script"
  ) >&7 2>&1 6>&- 7>&- 8>&- 9>&- &
  child=$!
  start_of "$child"
  printf '%s %s %s %s\n' "$step" "$child" "$start" "$boot" >"$run/step" 2>/dev/null
  if [ -n "$stop" ]; then stop_child; fi # the signal came just before
  while :; do
    wait "$child"
    rc=$?
    if [ $rc -eq 127 ] || ! kill -s 0 "$child" 2>/dev/null; then break; fi # else a signal ended the waiting, not the step
  done
}

read_facts() {
  facts=0
  while IFS='=' read -r name value || [ -n "$name" ]; do
    case $name in '' | *[!a-z0-9-]*) continue ;; esac
    case $value in *[!A-Za-z0-9._~%/:@+,=-]*) continue ;; esac
    if [ ${#value} -gt 1000 ] || [ $((facts += 1)) -gt 64 ]; then continue; fi
    event "fact step=$step name=$name value=$value"
  done <"$PITWALL_FACTS"
}

run_steps() { # sets rc and reason
  rc=0
  reason='done'
  first=yes
  for script in "$run"/steps/[0-9][0-9]-*.sh; do
    [ "$stop" != signal ] || return 0
    if [ -n "$stop" ] || [ -e "$run/cancel" ]; then
      rc=130 reason=cancelled
      return
    fi
    if fenced; then
      event "fenced epoch=$line"
      rc=76 reason=fenced
      return
    fi
    step=${script##*/[0-9][0-9]-}
    step=${step%.sh}
    step_limit "$step"
    log_size
    export PITWALL_LOG_OFFSET="$off"
    event "begin off=$off step=$step"
    began=$now
    run_step "$script"
    group=$child child=
    [ "$stop" != signal ] || return 0
    read_facts
    log_size
    event "end off=$off rc=$rc step=$step"
    late=$((now - began - limit * 1000 + 20)) # two ticks of the uptime
    if [ "$stop" = cancel ]; then
      end_group "$group"
      rc=130 reason=cancelled
      return
    elif [ $late -ge 0 ] && { [ $rc -eq 124 ] || [ $rc -eq 137 ] || [ $rc -eq 143 ]; }; then
      end_group "$group"
      reason=timeout
      return
    elif [ $rc -eq 76 ] && fenced; then
      event "fenced epoch=$line"
      reason=fenced
      return
    elif [ $rc -ne 0 ]; then
      reason=failed
      return
    fi
  done
}

run() {
  { : >&8; } 2>/dev/null || die 64 'a run is started by launch'
  stop='' child='' step=''
  trap on_signal TERM INT
  trap : HUP
  printf '%s\n' $$ >"$run/pid"
  echo ready
  exec >&2
  open_record
  take_time
  read_boot
  read_file "$run/app"
  take_app "$line"
  if take_lock; then
    raise_epoch
    export PITWALL_RUN="$run" PITWALL_ID="$id" PITWALL_FACTS="$run/facts" PITWALL_LOG="$run/log"
    export PITWALL_EPOCH="$epoch" PITWALL_EPOCH_FILE="$appdir/epoch"
    export GIT_TERMINAL_PROMPT=0 PYTHONUNBUFFERED=1
    event "started id=$id app=$app epoch=$epoch boot=$boot"
    run_steps
  else
    rc=75 reason=locked
  fi
  [ "$stop" != signal ] || exit 143
  finish "$rc" $reason
  exec 9>&- 8>&-
  prune
  exit "$rc"
}

# Clears away all but the newest runs (the names sort by time), never one that runs, and what killed calls left behind.
prune() {
  set -- "$home"/runs/[0-9A-Z]*
  while [ $# -gt $runs_kept ]; do
    if [ "$1" != "$run" ]; then
      (
        exec 8>>"$1/run.lock"
        flock -n 8 && mv "$1" "$home/runs/.old.${1##*/}.$$" && rm -rf "$home/runs/.old.${1##*/}.$$"
      ) 2>/dev/null
    fi
    shift
  done
  for left in "$home"/runs/.old.*; do
    if [ -e "$left" ] && ! kill -s 0 "${left##*.}" 2>/dev/null; then rm -rf "$left"; fi
  done
}

# ---- asking ---------------------------------------------------------------------------------------------------------------------------

follow() { # FILE OFFSET
  case ${1-} in log | events) file=$run/$1 ;; *) die 64 'follow log or events' ;; esac
  is_number "${2-}" || die 64 'not an offset'
  [ -e "$run/prepared" ] || die 66 'no such run'
  [ "$2" -le "$(($(wc -c <"$file")))" ] || die 65 'the offset is past the end'
  if [ -e "$run/exit" ]; then
    flock -s "$run/run.lock" true # until the runner is gone
    repair
  fi
  if [ -e "$run/exit" ] || [ ! -e "$run/started" ]; then
    exec tail -c "+$(($2 + 1))" "$file"
  elif tail -c 1 -s 1 --pid=$$ /dev/null >/dev/null 2>&1; then
    follow_live "$2"
  else
    follow_by_asking "$2"
  fi
}

# `tail` ends, after one more look at the file, when the watcher is gone; the watcher is gone in the moment the runner is.
follow_live() { # OFFSET
  flock -s "$run/run.lock" true &
  watcher=$!
  (
    tail -c "+$(($1 + 1))" -s 0.1 --pid=$watcher -f "$file"
    kill $watcher || : # nobody listens any more
  ) 2>/dev/null &
  wait $watcher
  wait $!
}

# Where `tail` knows no --pid (busybox).
follow_by_asking() { # OFFSET
  from=$1
  while :; do
    runs=no
    if alive "$id"; then runs=yes; fi
    size=$(($(wc -c <"$file")))
    if [ $size -gt "$from" ]; then
      tail -c "+$((from + 1))" "$file" | head -c $((size - from)) || exit
      from=$size
    elif [ $runs = no ]; then
      exit 0
    else
      sleep 0.1
    fi
  done
}

status() {
  if [ ! -e "$run/prepared" ]; then
    printf 'state=absent\npruned=%s\nend=\n' "$(was_pruned && echo yes || echo no)"
    return
  fi
  if [ ! -e "$run/started" ] && [ ! -e "$run/exit" ]; then
    state=prepared
  elif [ -e "$run/started" ] && alive "$id"; then
    state=running
  else # asked after the lock: a verdict that came in between is seen
    adopt_verdict
    repair
    state=interrupted
    if [ -e "$run/exit" ]; then state=exited; fi
  fi
  describe "$id"
  read_file "$run/started"
  printf 'state=%s\nstep=%s\nlog=%s\nevents=%s\ndetach=%s\n' $state "$owner_step" \
    $(($(wc -c <"$run/log"))) $(($(wc -c <"$run/events"))) "$line"
  if [ -e "$run/cancel" ]; then echo cancel=yes; fi
  case $state in
    exited)
      read_file "$run/exit"
      for word in $line; do
        case $word in
          rc=*) printf 'exit=%s\n' "${word#rc=}" ;;
          reason=*) printf '%s\n' "$word" ;;
        esac
      done
      ;;
    running)
      printf 'idle=%s\n' "$(idle_seconds)"
      read_file "$run/pid"
      read_state "$line"
      case $process in T | t) echo stopped=yes ;; esac
      ;;
    interrupted)
      find_orphan "$id"
      [ -z "$orphan" ] || echo orphan=yes
      ;;
  esac
  echo end=
}

# An id older than the newest that are kept, when as many are kept as ever are.
was_pruned() {
  set -- "$home"/runs/[0-9A-Z]*
  while [ $# -gt $runs_kept ]; do shift; done
  [ $# -ge $runs_kept ] && [ "$(printf '%s\n' "$id" "${1##*/}" | sort | head -n 1)" = "$id" ]
}

idle_seconds() {
  grown=0
  for changed in $(stat -c %Y "$run/log" "$run/events"); do
    if [ "$changed" -gt "$grown" ]; then grown=$changed; fi
  done
  echo $(($(date +%s) - grown))
}

read_state() { # PID: sets process, the kernel's letter for its state
  process=
  is_number "$1" && [ -r "/proc/$1/stat" ] && read -r line <"/proc/$1/stat" || return 0
  line=${line##*) }
  process=${line%% *}
}

cancel() {
  if [ ! -e "$run/prepared" ]; then
    echo absent
    return
  fi
  : >"$run/cancel" 2>/dev/null || {
    rm -f "$run/reserve"
    : >"$run/cancel"
  } || die 74 "cannot write to $run"
  if [ ! -e "$run/started" ] && take_before_start; then
    step=
    open_record
    start_clock
    finish 130 cancelled
    echo cancelled
    return
  fi
  tries=0
  while [ ! -e "$run/cancel.seen" ] && [ $tries -lt 60 ] && alive "$id"; do
    read_file "$run/pid"
    if is_number "$line" && grep -q "$id" "/proc/$line/cmdline" 2>/dev/null; then kill -s TERM "$line"; fi
    tries=$((tries + 1))
    sleep 0.05
  done
  if [ ! -e "$run/exit" ] && ! alive "$id"; then
    find_orphan "$id"
    if [ -n "$orphan" ]; then end_group "$orphan"; fi
  fi
  echo cancelling
}

owner() {
  tries=0
  while [ -e "$appdir/lock" ] && ! flock -n -s "$appdir/lock" true; do
    read_file "$appdir/owner"
    owner=$line
    tries=$((tries + 1))
    if [ -n "$owner" ] && alive "$owner"; then
      describe "$owner"
      printf 'run=%s\nactor=%s\nsince=%s\nstep=%s\n' "$owner" "$owner_actor" "$owner_since" "$owner_step"
      break
    elif [ $tries -gt 40 ]; then
      printf 'run=unknown\n'
      break
    fi
    sleep 0.05
  done
  echo end=
}

case ${1-} in
  prepare)
    take_id "${2-}" && take_app "${3-}"
    need_tools
    prepare
    echo prepared
    ;;
  launch)
    take_id "${2-}"
    need_tools
    launch
    ;;
  start)
    take_id "${2-}" && take_app "${3-}"
    need_tools
    prepare
    launch
    ;;
  run)
    take_id "${2-}"
    run
    ;;
  follow)
    take_id "${2-}"
    follow "${3-}" "${4-}"
    ;;
  status)
    take_id "${2-}"
    status
    ;;
  cancel)
    take_id "${2-}"
    cancel
    ;;
  owner)
    take_app "${2-}"
    owner
    ;;
  *) die 64 'prepare, launch, start, follow, status, cancel or owner' ;;
esac
