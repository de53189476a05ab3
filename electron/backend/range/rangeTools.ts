import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Commands that the deploy uses on a practice server and that no stand-in replaces. */
const wanted = ['sh', 'git', 'rsync', 'curl', 'flock', 'setsid', 'timeout', 'sync', 'tar', 'awk', 'sed'] as const;

/** Which package brings a command, where it is not the command's own name. */
const packages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apt-get': {
    sh: 'dash',
    flock: 'util-linux',
    setsid: 'util-linux',
    timeout: 'coreutils',
    sync: 'coreutils',
    awk: 'mawk',
  },
  dnf: { sh: 'bash', flock: 'util-linux', setsid: 'util-linux', timeout: 'coreutils', sync: 'coreutils', awk: 'gawk' },
  zypper: {
    sh: 'bash',
    flock: 'util-linux',
    setsid: 'util-linux',
    timeout: 'coreutils',
    sync: 'coreutils',
    awk: 'gawk',
  },
  pacman: {
    sh: 'bash',
    flock: 'util-linux',
    setsid: 'util-linux',
    timeout: 'coreutils',
    sync: 'coreutils',
    awk: 'gawk',
  },
  apk: { sh: 'busybox', flock: 'flock', setsid: 'setsid', timeout: 'coreutils', sync: 'coreutils', awk: 'gawk' },
};
const installers: readonly (readonly [string, string])[] = [
  ['apt-get', 'sudo apt-get install -y'],
  ['dnf', 'sudo dnf install -y'],
  ['zypper', 'sudo zypper install -y'],
  ['pacman', 'sudo pacman -S --needed'],
  ['apk', 'sudo apk add'],
];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** The absolute entries of PATH; a relative one would mean another folder on a practice server. */
export const pathFolders = (path: string | undefined): readonly string[] =>
  (path ?? '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin').split(':').filter(isAbsolute);

/** Why the range cannot work here, with the line that helps; null when it can. */
export const whyUnavailable = (platform: NodeJS.Platform, path: string | undefined): string | null => {
  if (platform === 'win32')
    return 'The practice range’s servers run real sh, git and rsync, which Windows does not have. Start Pitwall inside WSL for it, or connect a server of yours.';
  const folders = pathFolders(path);
  const has = (name: string): boolean => folders.some((folder) => isProgram(join(folder, name)));
  const missing = wanted.filter((name) => !has(name));
  if (missing.length === 0) return null;
  const names = missing.join(', ');
  if (platform === 'darwin')
    return `The practice range needs ${names}, which macOS does not bring along. Install them, put them into PATH and start Pitwall again: brew install git rsync coreutils util-linux && export PATH="$(brew --prefix util-linux)/bin:$(brew --prefix coreutils)/libexec/gnubin:$PATH"`;
  const installer = installers.find(([program]) => has(program));
  if (installer === undefined)
    return `The practice range needs ${names}, not found in PATH (${folders.join(':')}). Install them and look again.`;
  const [program, line] = installer;
  const wantedPackages = [...new Set(missing.map((name) => packages[program]?.[name] ?? name))];
  return `The practice range needs ${names}, not found in PATH. Install with: ${line} ${wantedPackages.join(' ')}`;
};
