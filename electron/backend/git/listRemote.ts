import type { GitConfig } from './gitEnvironment.ts';
import { runGit } from './runGit.ts';

export interface RemoteFacts {
  readonly branches: readonly string[];
  /** What its HEAD is; null when it has none. */
  readonly defaultBranch: string | null;
  readonly truncated: boolean;
}

/** Asks an address for its branches, without a repository. */
export const listRemote = async (url: string, config: GitConfig, signal?: AbortSignal): Promise<RemoteFacts> => {
  const { stdout, truncated } = await runGit({
    dir: null,
    signal,
    config,
    timeoutMs: 30_000,
    maxBytes: 4 * 1024 * 1024,
    args: ['ls-remote', '--symref', '--upload-pack=git-upload-pack', '--', url, 'HEAD', 'refs/heads/*'],
  });
  const text = stdout.toString('utf8');
  return {
    branches: [...text.matchAll(/^[0-9a-f]{40}\trefs\/heads\/(.+)$/gm)].map((match) => match[1] ?? ''),
    defaultBranch: /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(text)?.[1] ?? null,
    truncated,
  };
};
