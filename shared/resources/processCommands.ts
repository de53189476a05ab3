import { type RemoteCommand, sh } from '../remote/remoteCommand.ts';

/** Prints every process's /proc/<pid>/stat twice, a second apart, each time after a line `uptime <seconds>`; first how large a page is and how
 * many ticks a second has. */
export const listProcesses = sh`
LC_ALL=C
export LC_ALL
echo "page $(getconf PAGESIZE 2>/dev/null || echo 4096)"
echo "ticks $(getconf CLK_TCK 2>/dev/null || echo 100)"
for turn in 1 2; do
  read -r up rest </proc/uptime && echo "uptime $up"
  cat /proc/[0-9]*/stat 2>/dev/null
  [ "$turn" = 2 ] || sleep 1
done
exit 0
`;

/** Prints a line `<pid> <command line>` for each of the processes that are still there. */
export const describeProcesses = (pids: readonly number[]): RemoteCommand => sh`
for pid in ${pids.map(String)}; do
  [ -r "/proc/$pid/cmdline" ] || continue
  printf '%s ' "$pid"
  tr '\\000\\n' '  ' <"/proc/$pid/cmdline" 2>/dev/null | cut -c 1-300
  echo
done
exit 0
`;
