import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSshConfigText, type SshConfigLine } from '../../../shared/connections/readSshConfigText.ts';
import type { LoadInclude } from '../../../shared/connections/resolveConfigHost.ts';
import { localPath } from './localPath.ts';

/** Nobody writes a megabyte of host settings by hand. */
const CONFIG_MAX = 1024 * 1024;

export interface UserSshConfig {
  readonly lines: readonly SshConfigLine[];
  /** Reads what an `Include` names; a relative pattern is meant from ~/.ssh, as ssh(1) has it. */
  readonly load: LoadInclude;
}

/** The user's ~/.ssh/config; empty when there is none or it cannot be read. Never throws.
 *
 * Read anew for every connection: the file is small, and a change must count at once. */
export const readUserSshConfig = (homeDir: string): UserSshConfig => {
  const folder = join(homeDir, '.ssh');
  return {
    lines: readLines(join(folder, 'config')),
    load: (pattern) => {
      try {
        const files = globSync(localPath(pattern, homeDir), { cwd: folder }).sort();
        return files.map((file) => readLines(resolve(folder, file)));
      } catch {
        return [];
      }
    },
  };
};

const readLines = (path: string): readonly SshConfigLine[] => {
  try {
    const { size } = statSync(path);
    return size > CONFIG_MAX ? [] : readSshConfigText(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
};
