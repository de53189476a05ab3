import type { EnvironmentSettings } from '../projects/environment.ts';
import { type RemoteCommand, sh } from '../remote/remoteCommand.ts';

/** At most this many commits are listed; one more is asked for, to know that there were more. */
export const COMMITS_LISTED = 500;

/** Seconds that a fetch waits for another one; less than the whole reading may take. */
const FETCH_TURN = 40;

/** What the plan reads of a target, in one call and in this order. */
export const targetSections = [
  'clock',
  'checkout',
  'running',
  'unit',
  'fetch',
  'head',
  'base',
  'runningSubject',
  'headSubject',
  'removed',
  'commits',
] as const;
export type TargetSection = (typeof targetSections)[number];

/** A script for `sh -s` that reads the target's state and changes nothing that anybody looks at.
 *
 * The branch is fetched into a ref of Pitwall's own, so that it never meets a deploy's fetch on the same ref lock. Others who look at the same
 * time, from another window or laptop, take turns by a lock on the checkout's folder, which ends with whoever holds it. Whoever has the turn
 * knows that nobody else writes that ref, so a ref lock that lies there was left by a fetch that was killed, and goes. Each answer follows a
 * line that holds the `nonce`: what git or a file says cannot imitate it. Every section ends with a line `rc=N`.
 *
 * Commits are counted from the revision that was last put there whole, also after a copy that did not finish. */
export const targetStateCommand = (settings: EnvironmentSettings, nonce: string): RemoteCommand => {
  const source = `refs/heads/${settings.branch}`;
  const ref = `refs/pitwall/plan/${settings.branch}`;
  const marker = `${settings.appPath}/.pitwall-revision`;
  return sh`nonce=${nonce}
repo=${settings.repositoryPath}
export LC_ALL=C.UTF-8 GIT_TERMINAL_PROMPT=0 GIT_OPTIONAL_LOCKS=0 GIT_ASKPASS=true SSH_ASKPASS=true GIT_SSH_COMMAND="\${GIT_SSH_COMMAND:-ssh -oBatchMode=yes}"
section() { name=$1; shift; printf '\\n%s %s\\n' "$nonce" "$name"; "$@" </dev/null 2>&1; printf '\\n%s rc=%s\\n' "$nonce" "$?"; }
clock() { date +%s%3N; }
checkout() { git -C "$repo" rev-parse --verify --end-of-options HEAD; }
running() { test -e ${marker} || return 3; head -c 4096 ${marker}; }
unit() { systemctl show -p ActiveState --value ${settings.unit}; }
turn() {
  if ! command -v flock >/dev/null; then "$@"; return; fi
  flock -w ${String(FETCH_TURN)} "$repo" sh -c '
    lock=$(cd "$1" && git rev-parse --git-path "$2.lock") && case $lock in /*) ;; *) lock=$1/$lock ;; esac && rm -f -- "$lock"
    shift 2; exec "$@"' - "$repo" ${ref} "$@"
}
fetch() { test -d "$repo" || return; turn git -C "$repo" -c gc.auto=0 -c maintenance.auto=false fetch --quiet --no-tags --no-write-fetch-head --refmap= --end-of-options origin ${`+${source}:${ref}`}; }
head_() { git -C "$repo" rev-parse --verify --end-of-options ${`${ref}^{commit}`}; }
base() { sed -n 's/^\\(revision\\|from\\)=\\([0-9a-f]\\{40\\}\\)$/\\2/p' ${marker} 2>/dev/null | head -n 1 | grep . || checkout; }
subject() { git -C "$repo" log -1 --format=%s "$1" --; }
removed() { git -C "$repo" rev-list --count "$h..$b" --; }
commits() { git -C "$repo" log --max-count=${COMMITS_LISTED + 1} --format='%H%x1f%ct%x1f%an%x1f%s' "$b..$h" --; }
section clock clock
section checkout checkout
section running running
section unit unit
section fetch fetch
section head head_
section base base
h=$(head_ 2>/dev/null </dev/null); b=$(base 2>/dev/null </dev/null)
section runningSubject subject "$b"
section headSubject subject "$h"
section removed removed
section commits commits
printf '\\n%s end\\n' "$nonce"
`;
};
