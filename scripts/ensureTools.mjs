import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from './runChild.mjs';
import { say, withProgress } from './say.mjs';

/** Programs beside Node: what each is for, and the Debian package that has it. `commands`: one of them is enough. */
export const startTools = [
  { commands: ['git'], package: 'git', without: 'the practice range does not open' },
  { commands: ['rsync'], package: 'rsync', without: 'the practice range does not open' },
  { commands: ['ssh'], package: 'openssh-client', without: 'there is no ssh-agent and no ssh-keygen for your keys' },
  { commands: ['curl'], package: 'curl', without: 'deploys to the practice range fail at their health check' },
];

/** What the tests want besides. */
export const testTools = [
  ...startTools,
  {
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    package: 'chromium',
    without: 'nothing is tested in a browser',
  },
  { commands: ['sshd'], package: 'openssh-server', without: 'nothing is tested over ssh' },
  { commands: ['systemd-nspawn'], package: 'systemd-container', without: 'the proving ground is a plain one' },
  { commands: ['mmdebstrap'], package: 'mmdebstrap', without: 'the proving ground is a plain one' },
  { commands: ['busybox'], package: 'busybox-static', without: 'the runner is not tested under busybox' },
  { commands: ['shellcheck'], package: 'shellcheck', without: 'the runner’s shell is not checked' },
  ...['zsh', 'fish', 'tcsh'].map((shell) => ({
    commands: [shell],
    package: shell,
    without: `commands are not tested behind ${shell} as a login shell`,
  })),
];

/** Where a program is found that is meant for root, whose folders are not in everybody's path. */
const moreFolders = process.platform === 'win32' ? [] : ['/usr/local/sbin', '/usr/sbin', '/sbin'];
const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Whether a program is in the path. */
export const hasCommand = (command, path = process.env.PATH ?? '') =>
  [...path.split(delimiter), ...moreFolders].some((folder) =>
    endings.some((ending) => isExecutable(join(folder, command + ending))),
  );

const missing = (tools) => tools.filter(({ commands }) => !commands.some((command) => hasCommand(command)));

/** Looks for the tools. As root on Debian and its like it installs what is missing and says so; else it says which line does. Pitwall
 * starts in either case: it says what does not work without. */
export const ensureTools = async (tools) => {
  const absent = missing(tools);
  if (absent.length === 0) return;
  const packages = [...new Set(absent.map((tool) => tool.package))];
  const names = packages.join(' ');
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    for (const { commands, without } of absent) say(`Without ${commands[0]} ${without}.`);
    return say(`To install: ${installLine(names)}`);
  }
  say(`Missing here: ${names}. Installing with apt-get, because this is root on a Debian.`);
  const apt = (...args) =>
    runChild('apt-get', ['-o', 'DPkg::Lock::Timeout=400', '-q', ...args], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  const { code, output } = await withProgress(`Installing ${names}`, async () => {
    await apt('update');
    return apt('install', '-y', '--no-install-recommends', ...packages);
  });
  if (code === 0) return;
  say(output);
  say(`apt-get could not install ${names}; its output is above.`);
  for (const { commands, without } of missing(tools)) say(`Without ${commands[0]} ${without}.`);
};

const installLine = (names) => {
  if (process.platform === 'darwin') return `brew install ${names.replace('openssh-client', 'openssh')}`;
  if (process.platform === 'win32') return 'winget install Git.Git (and rsync, for example from MSYS2)';
  if (existsSync('/usr/bin/apt-get')) return `sudo apt-get install -y ${names}`;
  if (existsSync('/usr/bin/dnf')) return `sudo dnf install -y ${names.replace('openssh-client', 'openssh-clients')}`;
  if (existsSync('/usr/bin/pacman')) return `sudo pacman -S ${names.replace('openssh-client', 'openssh')}`;
  return names;
};
