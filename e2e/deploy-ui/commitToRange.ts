import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Pushes a commit to the practice range's origin, as a developer with a checkout of their own does. */
export const commitToRange = (dataDir: string, subject: string, files: Readonly<Record<string, string>>): void => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-commit-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Ada Sample', '-c', 'user.email=ada@example.invalid', ...args]);
  try {
    git('clone', '--quiet', join(dataDir, 'range', 'origin.git'), '.');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', subject);
    git('push', '--quiet', 'origin', 'HEAD');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
