import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Revision } from '../../../../shared/ids.ts';

/** A folder with a real bare origin and a working clone of it, for tests. */
export interface GitBed {
  readonly dir: string;
  readonly origin: string;
  readonly work: string;
  /** Runs git in a folder (the working clone unless told) with nothing of the user's configuration. */
  readonly git: (args: readonly string[], folder?: string) => string;
  /** Writes files (null deletes) and commits them on the branch that is checked out. */
  readonly commit: (subject: string, files: Readonly<Record<string, string | Uint8Array | null>>) => Revision;
  readonly remove: () => void;
}

export const makeGitBed = (): GitBed => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'pitwall-git-')));
  const origin = join(dir, 'origin.git');
  const work = join(dir, 'work');
  const git = (args: readonly string[], folder = work): string =>
    execFileSync('git', [...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        HOME: dir,
        LC_ALL: 'C.UTF-8',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Sample Writer',
        GIT_AUTHOR_EMAIL: 'writer@example.com',
        GIT_COMMITTER_NAME: 'Sample Writer',
        GIT_COMMITTER_EMAIL: 'writer@example.com',
      },
    });
  git(['init', '--quiet', '--bare', '--initial-branch=main', origin], dir);
  git(['clone', '--quiet', origin, work], dir);
  git(['checkout', '--quiet', '-B', 'main']);
  const commit: GitBed['commit'] = (subject, files) => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(work, path);
      if (content === null) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    git(['add', '--all']);
    git(['commit', '--quiet', '--allow-empty', '-m', subject]);
    return Revision.parse(git(['rev-parse', 'HEAD']).trim());
  };
  return { dir, origin, work, git, commit, remove: () => rmSync(dir, { recursive: true, force: true }) };
};
