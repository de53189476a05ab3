import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import type { RangeGit } from './rangeGit.ts';
import type { ServerPaths } from './rangePaths.ts';
import { replaceFile } from './replaceFile.ts';

const MARK = 'practice fault nginx-config-broken';
const EDITED = 'README.md';

export interface DiskFaultsDeps {
  readonly paths: ServerPaths;
  readonly git: RangeGit;
  /** Stand-ins that a fault puts into bin, one folder per fault. */
  readonly faultsFolder: string;
}

const breakNginx = (paths: ServerPaths, on: boolean): void => {
  if (!existsSync(paths.nginxConfig)) return;
  const whole = readFileSync(paths.nginxConfig, 'utf8')
    .split('\n')
    .filter((line) => !line.includes(MARK));
  if (on) {
    const location = whole.findIndex((line) => /^\s*location\b/.test(line));
    whole.splice(location < 0 ? whole.length : location + 1, 0, `      proxi_pass http://127.0.0.1; # ${MARK}`);
  }
  replaceFile(paths.nginxConfig, whole.join('\n'));
};

const fillDisk = (paths: ServerPaths, folder: string, on: boolean): void => {
  for (const name of readdirSync(folder))
    if (on) replaceFile(join(paths.bin, name), readFileSync(join(folder, name)), 0o755);
    else rmSync(join(paths.bin, name), { force: true });
};

const dirtyCheckout = async (paths: ServerPaths, git: RangeGit, on: boolean): Promise<void> => {
  await git(['-C', paths.checkout, 'checkout', '--quiet', 'HEAD', '--', EDITED]).catch(() => {
    // A commit of the user's own may have removed the file; then there is nothing to put back.
    if (!on) rmSync(join(paths.checkout, EDITED), { force: true });
  });
  if (on)
    writeFileSync(join(paths.checkout, EDITED), '\nEdited on the server by hand, late on a Friday.\n', { flag: 'a' });
};

/** sudo reads no file of sudoers.d whose name holds a dot: the rules are put aside under such a name. */
const hideSudoRules = ({ sudoers }: ServerPaths, on: boolean): void => {
  const aside = `${sudoers}.off`;
  if (on && existsSync(sudoers)) renameSync(sudoers, aside);
  else if (!on && existsSync(aside)) renameSync(aside, sudoers);
};

/** Makes a fault true, or no longer true, in the server's folder; safe to repeat. Faults that live in memory have nothing here. */
export const applyDiskFault = async (
  { paths, git, faultsFolder }: DiskFaultsDeps,
  fault: RangeFaultName,
  on: boolean,
): Promise<void> => {
  switch (fault) {
    case 'nginx-config-broken':
      return breakNginx(paths, on);
    case 'disk-full':
      return fillDisk(paths, join(faultsFolder, 'disk-full'), on);
    case 'dirty-checkout':
      return dirtyCheckout(paths, git, on);
    case 'no-sudo-rule':
      return hideSudoRules(paths, on);
    case 'app-returns-500':
    case 'app-dies-at-start':
    case 'slow-app':
    case 'sluggish-app':
    case 'error-bursts':
    case 'memory-leak':
    case 'dns-wrong-address':
    case 'edge-dead':
    case 'host-key-changed':
      return;
  }
};
