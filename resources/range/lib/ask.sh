# shellcheck shell=sh
# Asks the supervisor of this practice server, which lives in Pitwall's own process, and waits for its answer.
#
# A request is a file of NUL-ended words, put into run/mailbox/requests by a rename; the answer comes as a file of the same name in
# run/mailbox/replies, each line marked: `o` a line of standard output, `e` of standard error, `c` the exit status, last. While Pitwall
# does not run nobody answers; what was asked waits for up to 60 s, so that a deploy that is going on lives through a restart of Pitwall.

# Who runs this, as far as this practice server goes: the stand-in for sudo says so.
who=${PITWALL_PRACTICE_USER:-user}

# Prints the answer and returns its status. The words are the command and its arguments.
ask() {
  box=${0%/*}/../run/mailbox
  id=$$.$(date +%s%N)
  umask 077
  # A name of its own per process and moment: two requests never share one.
  printf '%s\0' "$who" "$@" >"$box/new.$id" && mv "$box/new.$id" "$box/requests/$id" || return 1
  # About 60 s: fifty short waits, then longer ones.
  tries=0
  while [ ! -e "$box/replies/$id" ]; do
    tries=$((tries + 1))
    if [ "$tries" -le 50 ]; then
      sleep 0.005
    elif [ "$tries" -le 650 ]; then
      sleep 0.1
    else
      rm -f "$box/requests/$id"
      echo "Failed to connect to bus: the practice range did not answer for 60 s. Is Pitwall running, and the range open?" >&2
      return 1
    fi
  done
  status=1
  while IFS= read -r line; do
    case $line in
    o*) printf '%s\n' "${line#o}" ;;
    e*) printf '%s\n' "${line#e}" >&2 ;;
    c*) status=${line#c} ;;
    esac
  done <"$box/replies/$id"
  rm -f "$box/replies/$id"
  return "$status"
}
