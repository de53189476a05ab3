import type { GitConfig } from './gitEnvironment.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

const FETCH_TIMEOUT = 30 * 60_000;

interface Fetch {
  readonly config?: GitConfig;
  readonly remote?: string;
  /** The repository is ours alone, so its tags follow the origin's; in a user's own one no tag is moved. */
  readonly own?: boolean;
  /** Hears git's lines of progress, e.g. "Receiving objects:  40% (40/100)". */
  readonly onProgress?: (line: string) => void;
}

/** Brings the origin's branches and tags up to date and forgets those that are gone there. The refspec is given, whatever the repository's
 * configuration says; no submodule is fetched, and nothing is cleaned up behind. */
export const fetchOrigin = async (
  { dir, signal }: InRepository,
  { config = [], remote = 'origin', own = false, onProgress }: Fetch = {},
): Promise<void> => {
  await runGit({
    dir,
    signal,
    config,
    timeoutMs: FETCH_TIMEOUT,
    ...(onProgress === undefined ? {} : { onStderr: progressLines(onProgress) }),
    args: [
      ...['fetch', '--prune', '--no-auto-maintenance', '--no-recurse-submodules', '--no-write-fetch-head'],
      ...(own ? ['--tags', '--force'] : []),
      ...(onProgress === undefined ? [] : ['--progress']),
      ...['--upload-pack=git-upload-pack', '--', remote, '+refs/heads/*:refs/remotes/origin/*'],
    ],
  });
};

const progressLines = (hear: (line: string) => void) => {
  let rest = '';
  return (text: string): void => {
    const lines = `${rest}${text}`.slice(-4096).split(/[\r\n]/);
    rest = lines.pop() ?? '';
    const last = lines.findLast((line) => /^(remote: )?[A-Z][a-z]+ [a-z]+: +\d+%/.test(line));
    if (last !== undefined)
      hear(
        last
          .replace(/^remote: /, '')
          .replace(/\p{Cc}/gu, '')
          .slice(0, 120),
      );
  };
};
