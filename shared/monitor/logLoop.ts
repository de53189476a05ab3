import { type RemoteCommand, sh } from '../remote/remoteCommand.ts';

/** Runs on the server for as long as we are connected, and answers each line of its input: `<number> list` by what lies there, `<number> read
 * <offset> <block> <count> <suffix>` by at most `count` blocks of the file with that suffix.
 *
 * Every answer line begins with the mark, which nobody who can write into the log knows, so that bytes between two marks are the file's and
 * no length needs to be right beforehand. A file is opened once and then asked for its inode, so that no rename in between mixes two up.
 * POSIX sh with ls and dd; it ends when its input does: that is, with the connection. */
export const logLoop = (path: string, mark: string): RemoteCommand => sh`
LC_ALL=C
export LC_ALL
log=${path}
mark=${mark}
say() {
  printf '\n%s %s %s\n' "$mark" "$id" "$1" || exit 0
}

one() {
  ls -Lind -- "$1" 2>/dev/null | while read -r inode _ _ _ _ size rest; do
    say "file $inode $size \${1#"$log"}"
  done
}

list() {
  if [ -d "\${log%/*}" ] && [ ! -x "\${log%/*}" ]; then
    say denied
  elif [ ! -e "$log" ]; then
    say absent
  elif [ ! -f "$log" ]; then
    say special
  elif [ ! -r "$log" ]; then
    say denied
  fi
  if [ "$1" = all ]; then
    ls -Ltrd -- "$log".* "$log"-* 2>/dev/null | while read -r name; do
      [ -f "$name" ] && one "$name"
    done
  fi
  [ -f "$log" ] && one "$log"
  say end
}

fetch() {
  if [ ! -r "$log$4" ]; then
    say end
    return
  fi
  {
    ls -Lin "/proc/self/fd/4" 2>/dev/null | while read -r inode rest; do say "open $inode $1"; done
    dd bs=1 skip="$1" count=0 <&4
    say data
    dd bs="$2" count="$3" <&4
    say end
  } 4<"$log$4" || say end
}

while read -r id what offset block count suffix; do
  case $what in
  list) list "$offset" ;;
  time) say "time $(date +%s)" && say end ;;
  read) fetch "$offset" "$block" "$count" "$suffix" ;;
  esac
done 2>/dev/null
`;
