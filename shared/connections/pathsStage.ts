import type { EnvironmentSettings } from '../projects/environment.ts';
import { type RemoteCommand, script, sh } from '../remote/remoteCommand.ts';
import { shellQuote } from '../remote/shellQuote.ts';
import { probePrelude, readRecords, recordOf } from './probeRecords.ts';
import { type Complaint, findings, type StageFindings } from './stageFindings.ts';

type Paths = Pick<EnvironmentSettings, 'repositoryPath' | 'appPath' | 'branch'>;

/** A deploy of a small service fits; less is a matter of days. */
const FREE_MIN_KIB = 512 * 1024;
const FREE_NONE_KIB = 20 * 1024;
/** origin is asked over the server's own network; it must not hold up the test. */
const ORIGIN_SECONDS = 15;

/** Looks at the repository, its origin, the app folder and the room on their disks; changes nothing. */
export const pathsCommand = ({ repositoryPath, appPath, branch }: Paths): RemoteCommand =>
  script(
    probePrelude,
    sh`export GIT_TERMINAL_PROMPT=0 GIT_OPTIONAL_LOCKS=0 GIT_ASKPASS=true SSH_ASKPASS=true GIT_SSH_COMMAND="\${GIT_SSH_COMMAND:-ssh -oBatchMode=yes}"
repo=${repositoryPath}
app=${appPath}
say user "$(id -un)"
kind() { if [ -d "$1" ]; then echo folder; elif [ -e "$1" ]; then echo file; else echo none; fi; }
may() { if [ -w "$1" ] && [ -x "$1" ]; then echo yes; else echo no; fi; }
line() { if [ "$status" = 0 ]; then tail -n 1; else head -n 1; fi; }
run() { key=$1; shift; answer=$("$@" </dev/null 2>&1); status=$?; say "$key" "$status" "$(printf '%s\\n' "$answer" | line)"; }
say repo "$(kind "$repo")"
if [ -d "$repo" ]; then
run top git -C "$repo" rev-parse --show-toplevel
say real "$(cd "$repo" && pwd -P)"
run branch git -C "$repo" symbolic-ref --short -q HEAD
run origin git -C "$repo" remote get-url origin
run head git -C "$repo" log -1 '--format=%h %s' --
say dirty "$(git -C "$repo" status --porcelain --untracked-files=no </dev/null 2>/dev/null | head -n 1000 | wc -l)"
git=$(git -C "$repo" rev-parse --absolute-git-dir </dev/null 2>/dev/null) && say git "$(may "$git")"
run remote timeout ${ORIGIN_SECONDS} git -C "$repo" ls-remote --exit-code origin ${`refs/heads/${branch}`}
fi
say app "$(kind "$app")" "$(may "$app")"
room() { df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }
nodes() { df -Pi "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }
near=$app; while [ ! -e "$near" ]; do near=$(dirname "$near"); done
disk() { df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $6 }'; }
say room "$(room "$near")" "$(nodes "$near")"
[ ! -d "$repo" ] || [ "$(disk "$repo")" = "$(disk "$near")" ] || say repoRoom "$(room "$repo")" "$(nodes "$repo")"`,
  );

/** What the look at the paths says. */
export const readPaths = (output: string, { repositoryPath, appPath, branch }: Paths): StageFindings => {
  const records = readRecords(output);
  const of = (key: string) => recordOf(records, key);
  const user = of('user')[0] ?? 'the account';
  const found: string[] = [];
  const complaints: Complaint[] = [];
  const failed = (act: string, copy?: string) =>
    complaints.push({ level: 'failed', act, ...(copy !== undefined && { copy }) });
  const warn = (act: string, copy?: string) =>
    complaints.push({ level: 'warning', act, ...(copy !== undefined && { copy }) });

  const [repo = ''] = of('repo');
  const [topStatus = '', top = ''] = of('top');
  if (repo !== 'folder') {
    found.push(`${repositoryPath}: ${repo === 'file' ? 'is not a folder' : 'does not exist'}`);
    failed(
      'Clone the repository there, or correct the path.',
      `git clone -b ${shellQuote(branch)} URL ${shellQuote(repositoryPath)}`,
    );
  } else if (topStatus !== '0') {
    found.push(`${repositoryPath}: ${top || 'is not a git work tree'}`);
    if (/dubious ownership/.test(top))
      failed(
        `The repository belongs to another account than ${user}: give it to ${user}.`,
        `sudo chown -R ${shellQuote(user)} ${shellQuote(repositoryPath)}`,
      );
    else failed('Choose the folder of a git clone.');
  } else {
    if (top !== of('real')[0]) {
      found.push(`${repositoryPath} lies inside the repository ${top}`);
      failed(`Set the repository path to ${top}.`);
    }
    const [branchStatus = '', checkedOut = ''] = of('branch');
    const on = branchStatus === '0' ? checkedOut : '';
    found.push(
      `${repositoryPath}: ${on === '' ? 'no branch checked out (detached)' : `branch ${on}`}${of('head')[0] === '0' ? `, at ${of('head')[1] ?? ''}` : ''}`,
    );
    if (on !== branch)
      failed(`Check out ${branch} there.`, `git -C ${shellQuote(repositoryPath)} checkout ${shellQuote(branch)}`);
    const dirty = Number(of('dirty')[0] ?? 0);
    if (dirty > 0) {
      found.push(`${dirty} tracked file${dirty === 1 ? '' : 's'} changed there by hand`);
      warn(
        'A deploy refuses changed files: commit or discard them on the server.',
        `git -C ${shellQuote(repositoryPath)} status`,
      );
    }
    if (of('git')[0] === 'no')
      failed(
        `${user} may not write into the repository.`,
        `sudo chown -R ${shellQuote(user)} ${shellQuote(repositoryPath)}`,
      );
    judgeOrigin(of('origin'), of('remote'), { found, failed, branch, repositoryPath });
  }

  const [app = '', writable = ''] = of('app');
  if (app !== 'folder') {
    found.push(`${appPath}: ${app === 'file' ? 'is not a folder' : 'does not exist'}`);
    failed(
      app === 'file' ? 'Choose the folder the app runs from.' : 'Make the app folder.',
      app === 'file' ? undefined : `sudo install -d -o ${shellQuote(user)} ${shellQuote(appPath)}`,
    );
  } else if (writable !== 'yes') {
    found.push(`${appPath}: ${user} may not write there`);
    failed(`Give the app folder to ${user}.`, `sudo chown -R ${shellQuote(user)} ${shellQuote(appPath)}`);
  } else found.push(`${appPath}: writable`);

  judgeRoom(of('room'), appPath, { found, failed, warn });
  judgeRoom(of('repoRoom'), repositoryPath, { found, failed, warn });
  return findings(found, complaints);
};

type Say = (act: string, copy?: string) => void;

const judgeOrigin = (
  [status = '', url = '']: readonly string[],
  [remoteStatus = '', remote = '']: readonly string[],
  {
    found,
    failed,
    branch,
    repositoryPath,
  }: { readonly found: string[]; readonly failed: Say; readonly branch: string; readonly repositoryPath: string },
): void => {
  if (status !== '0') {
    found.push('There is no remote named origin.');
    return void failed('Add it.', `git -C ${shellQuote(repositoryPath)} remote add origin URL`);
  }
  found.push(`origin: ${withoutPassword(url)}`);
  if (remoteStatus === '0') return void found.push(`origin has ${branch} at ${remote.slice(0, 7)}`);
  if (remoteStatus === '2') {
    found.push(`origin has no branch ${branch}`);
    return void failed('Push the branch, or correct its name.');
  }
  found.push(
    remoteStatus === '124'
      ? `origin did not answer within ${ORIGIN_SECONDS} s`
      : `origin cannot be read: ${withoutPassword(remote)}`,
  );
  failed('Let the server read origin without a password: a deploy key, or a token in its credential store.');
};

const judgeRoom = (
  [kib = '', nodes = '']: readonly string[],
  path: string,
  { found, failed, warn }: { readonly found: string[]; readonly failed: Say; readonly warn: Say },
): void => {
  const free = Number(kib);
  if (kib === '' || !Number.isFinite(free)) return;
  found.push(`${(free / 1024 / 1024).toFixed(1)} GiB free for ${path}`);
  if (free < FREE_NONE_KIB) failed('The disk is full: make room on the server.', 'df -h');
  else if (free < FREE_MIN_KIB) warn('The disk is almost full: make room on the server.', 'df -h');
  // Some file systems (btrfs) do not count inodes and say 0 or -.
  const left = Number(nodes);
  if (nodes !== '' && left > 0 && left < 1000) {
    found.push(`${left} inodes free for ${path}`);
    warn('The disk is running out of inodes: many small files fill it.', 'df -i');
  }
};

/** A URL may hold a user and a password or token; they are not shown. */
const withoutPassword = (text: string): string => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1');
