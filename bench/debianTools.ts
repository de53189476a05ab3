import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../e2e/proving-ground/runProcess.ts';

/** Programs of Debian that nothing of Pitwall needs, only compared with: unpacked into a temporary folder, never installed. */
export interface DebianTools {
  /** The path of a program. */
  readonly program: (name: string) => string;
  readonly env: Readonly<Record<string, string>>;
}

const folder = join(tmpdir(), 'pitwall-bench-tools');

/** Fetches and unpacks packages, once; null with the reason where that is not possible. */
export const debianTools = async (...packages: readonly string[]): Promise<DebianTools | { readonly why: string }> => {
  try {
    for (const name of packages) {
      const room = join(folder, name);
      if (existsSync(join(room, 'unpacked'))) continue;
      mkdirSync(room, { recursive: true });
      await mustRun('apt-get', ['-q', 'download', name], { cwd: room });
      const file = readdirSync(room).find((each) => each.endsWith('.deb'));
      if (file === undefined) return { why: `apt-get gave no file for ${name}` };
      await mustRun('dpkg-deb', ['-x', join(room, file), join(folder, 'root')]);
      mkdirSync(join(room, 'unpacked'));
    }
  } catch (error) {
    return { why: `Debian's ${packages.join(', ')} could not be had: ${String(error).split('\n')[0] ?? ''}` };
  }
  const root = join(folder, 'root', 'usr');
  const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((name) => join(root, 'lib', name));
  return {
    program: (name) => join(root, 'bin', name),
    env: { PATH: process.env.PATH ?? '', LD_LIBRARY_PATH: libraries.join(':') },
  };
};
