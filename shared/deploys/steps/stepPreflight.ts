import type { EnvironmentSettings } from '../../projects/environment.ts';
import { script, sh, verbatim } from '../../remote/remoteCommand.ts';
import type { FailureCode } from '../failureCauses.ts';
import { interruptedMerge } from './interruptedMerge.ts';
import { rootCommands } from './rootCommands.ts';
import { shellVariable, stepFailure } from './stepFailure.ts';
import { askUnit, stepPrelude } from './stepPrelude.ts';
import type { StepScript } from './stepScript.ts';
import { sudoRefused } from './sudoRefused.ts';

/** The copy may hold every changed file twice until its end, and the pull may write as much again. */
const SPACE_FACTOR = 2;
/** 200 MB in KiB: logs, temporary files and the app itself want room too. */
const SPACE_FLOOR = 200 * 1024;
/** The copy makes a temporary file for each changed one; more than a thousand at once are rare. */
const INODES_WANTED = 1000;

const failure = <Code extends FailureCode>(...args: Parameters<typeof stepFailure<Code>>) =>
  verbatim(stepFailure(...args));

const checkTools = (settings: EnvironmentSettings) => {
  const tools = ['git', 'rsync', 'curl', 'systemctl', 'nginx', ...(settings.ssh.user === 'root' ? [] : ['sudo'])];
  return sh`tools=''
for tool in ${tools}; do command -v "$tool" >/dev/null 2>&1 || tools="$tools $tool"; done
if [ -n "$tools" ]; then
  tools=\${tools# }
  ${failure('tool-missing', { tools: shellVariable('tools') })}
  exit 1
fi
`;
};

/** What was changed by hand; version 2 of the format quotes names as `git diff` does. Takes no lock and writes no index. */
const askChanges = ({ repositoryPath }: EnvironmentSettings) =>
  sh`git --no-optional-locks -C ${repositoryPath} status --porcelain=v2 --untracked-files=no --no-renames`;

const checkRepository = (settings: EnvironmentSettings) => {
  const { repositoryPath: path, branch } = settings;
  const { user } = settings.ssh;
  return sh`
check_repository() {
  if [ ! -d "$repo" ]; then
    ${failure('repository-missing', { path })}
    return
  fi
  if ! answer=$(git -C "$repo" rev-parse --show-toplevel --absolute-git-dir 2>&1); then
    owner=$(stat -c %U "$repo/.git" 2>/dev/null) || owner=''
    printf '%s\\n' "$answer"
    if [ -n "$owner" ] && [ "$owner" != "$(id -un)" ]; then
      ${failure('repository-owner', { path, owner: shellVariable('owner'), user })}
    else
      ${failure('not-a-repository', { path })}
    fi
    return
  fi
  { IFS= read -r top; IFS= read -r gitdir; } <<END
$answer
END
  if [ ! "$top" -ef "$repo" ]; then
    ${failure('repository-subfolder', { path, top: shellVariable('top') })}
    return
  fi
  if [ ! -w "$repo" ] || [ ! -w "$gitdir" ] || [ ! -w "$gitdir/objects" ]; then
    ${failure('repository-not-writable', { path, user })}
  fi
  if ! head=$(git -C "$repo" rev-parse --verify --quiet --end-of-options HEAD); then
    ${failure('no-commit', { path })}
    return
  fi
  if ! current=$(git -C "$repo" symbolic-ref --quiet HEAD); then
    ${failure('detached-head', { path, branch })}
  elif [ "$current" != "refs/heads/$branch" ]; then
    current=\${current#refs/heads/}
    ${failure('other-branch', { path, current: shellVariable('current'), branch })}
  fi
  check_unfinished
  read_merge
  lock=$gitdir/index.lock
  if [ -z "$merge_from" ] && [ -e "$lock" ]; then
    ${failure('index-lock', { path, lock: shellVariable('lock') })}
  fi
  check_clean
  if ! git -C "$repo" config --get remote.origin.url >/dev/null; then
    ${failure('no-origin', { path })}
  fi
}

check_unfinished() {
  what=''
  if [ -e "$gitdir/rebase-merge" ] || [ -e "$gitdir/rebase-apply" ]; then what='rebase'
  elif [ -e "$gitdir/MERGE_HEAD" ]; then what='merge'
  elif [ -e "$gitdir/CHERRY_PICK_HEAD" ]; then what='cherry-pick'
  elif [ -e "$gitdir/REVERT_HEAD" ]; then what='revert'
  elif [ -e "$gitdir/BISECT_LOG" ]; then what='bisect'
  fi
  [ -n "$what" ] || return 0
  ${failure('unfinished-merge', { path, what: shellVariable('what') })}
}

check_clean() {
  changed=$(${verbatim(askChanges(settings))} 2>&1 | sed -e 's/^1 \\([^ ]* \\)\\{7\\}//' -e 's/^u \\([^ ]* \\)\\{9\\}//')
  if [ -n "$merge_from" ]; then
    say 'an earlier run was interrupted while it updated the checkout; the next step puts that right'
    theirs=$(git -C "$repo" diff --name-only "$merge_from" "$merge_to" -- 2>/dev/null)
    changed=$(printf '%s\\n' "$changed" | grep -v -x -F -e "$theirs")
  fi
  [ -n "$changed" ] || return 0
  count=$(printf '%s\\n' "$changed" | wc -l)
  count=$((count))
  printf '%s\\n' "$changed" | head -n 20
  ${failure('dirty-tree', { path, count: shellVariable('count') })}
}
`;
};

/** What a folder of the app must never be, with symbolic links followed. */
const systemFolders = sh`/ | /bin | /boot | /dev | /etc | /home | /lib | /lib32 | /lib64 | /media | /mnt | /opt | /proc | /root | /run | \
    /sbin | /srv | /sys | /tmp | /usr | /usr/bin | /usr/lib | /usr/local | /usr/sbin | /usr/share | /var | /var/lib | /var/log | /var/tmp`;

const checkApp = ({ appPath: path, repositoryPath: repository, ssh: { user } }: EnvironmentSettings) => sh`
check_app() {
  if [ ! -d "$app" ]; then
    ${failure('app-missing', { path, user })}
    return
  fi
  if [ ! -w "$app" ] || [ ! -x "$app" ]; then
    ${failure('app-not-writable', { path, user })}
    return
  fi
  real=$(cd -P -- "$app" && pwd -P)
  real_home=$(cd -P -- "\${HOME:-/root}" 2>/dev/null && pwd -P)
  case $real in
    ${verbatim(systemFolders)} | "$real_home")
      ${failure('app-unsafe', { path, real: shellVariable('real') })}
      return
      ;;
  esac
  real_repo=$(cd -P -- "$repo" 2>/dev/null && pwd -P) || return 0
  case $real/ in "$real_repo"/*) inside=yes ;; *) inside=no ;; esac
  case $real_repo/ in "$real"/*) inside=yes ;; esac
  if [ "$inside" = yes ]; then
    ${failure('app-in-repository', { path, repository })}
  fi
}
`;

const askDisk = ({ appPath, repositoryPath }: EnvironmentSettings) =>
  sh`df -k --output=avail,itotal,iavail ${appPath} ${repositoryPath}`;

const checkDisk = (settings: EnvironmentSettings) => sh`
check_disk() {
  size=$(du -sk --exclude=.git "$repo" 2>/dev/null) || size=0
  needed=$((${SPACE_FACTOR} * \${size%%[!0-9]*}))
  [ "$needed" -gt ${SPACE_FLOOR} ] || needed=${SPACE_FLOOR}
  path=$app
  while read -r free all_inodes free_inodes; do
    case $free in Avail) continue ;; '' | *[!0-9]*) return ;; esac
    if [ "$free" -lt "$needed" ]; then
      free=$((free / 1024)) wanted=$((needed / 1024))
      ${failure('disk-space', { path: shellVariable('path'), free: shellVariable('free'), needed: shellVariable('wanted') })}
    fi
    case $all_inodes$free_inodes in
      *[!0-9]*) ;;
      *)
        if [ "$all_inodes" -gt 0 ] && [ "$free_inodes" -lt ${INODES_WANTED} ]; then
          ${failure('disk-inodes', { path: shellVariable('path'), free: shellVariable('free_inodes'), needed: String(INODES_WANTED) })}
        fi
        ;;
    esac
    path=$repo
  done <<END
$(${verbatim(askDisk(settings))} 2>/dev/null)
END
}
`;

const checkUnits = sh`
check_units() {
  for name in "$unit" "$nginx"; do
    unit_state "$name"
    if [ -z "$load" ]; then
      systemctl show --property=LoadState "$name" 2>&1 | head -n 5
      ${failure('no-systemd', {})}
      return
    fi
    [ "$name" != "$unit" ] || found=$state
    if [ "$load" != loaded ]; then
      ${failure('unit-missing', { unit: shellVariable('name'), state: shellVariable('load') })}
    fi
  done
}
`;

/** The rules are asked for side by side: each question takes sudo some ten milliseconds. */
const checkRoot = (settings: EnvironmentSettings) => {
  const { asks, testNginx } = rootCommands(settings);
  const [askRestart, askReload] = asks;
  if (askRestart === undefined || askReload === undefined)
    return sh`
check_root() {
  ${verbatim(testNginx)} && return
  ${failure('nginx-config', {})}
}
`;
  return sh`
check_root() {
  ${verbatim(askRestart)} >/dev/null 2>&1 &
  restart_rule=$!
  ${verbatim(askReload)} >/dev/null 2>&1 &
  reload_rule=$!
  ${verbatim(testNginx)}
  tested=$?
  wait "$restart_rule" || no_rule systemctl restart "$unit"
  wait "$reload_rule" || no_rule systemctl reload "$nginx"
  [ "$tested" -ne 0 ] || return 0
  if sudo -n -l nginx -t >/dev/null 2>&1; then
    ${failure('nginx-config', {})}
  else
    no_rule nginx -t
  fi
}
`;
};

/** Looks at everything that the later steps need, and changes nothing. Names all that is wrong, not only the first. */
export const stepPreflight = (settings: EnvironmentSettings): StepScript => {
  const { asks, testNginx } = rootCommands(settings);
  return {
    commands: script(
      askChanges(settings),
      askDisk(settings),
      askUnit(settings.unit),
      askUnit(settings.nginxUnit),
      ...asks,
      testNginx,
    ),
    script: sh`${verbatim(stepPrelude(settings))}
${verbatim(checkTools(settings))}
${verbatim(interruptedMerge)}
${verbatim(checkRepository(settings))}
${verbatim(checkApp(settings))}
${verbatim(checkDisk(settings))}
${verbatim(checkUnits)}
${verbatim(sudoRefused(settings))}
${verbatim(checkRoot(settings))}
check_repository
check_app
check_disk
check_units
check_root
if [ "$problems" -gt 0 ]; then
  fact problems "$problems"
  exit 1
fi
say "everything is in place: $repo is clean at $head, $unit is $found"
`,
  };
};
