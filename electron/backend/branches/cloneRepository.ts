import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fetchOrigin } from '../git/fetchOrigin.ts';
import type { GitConfig } from '../git/gitEnvironment.ts';
import { runGit } from '../git/runGit.ts';
import type { Log } from '../log.ts';

/** Marks a folder that a clone is being made in; whatever bears it at a start is left of a clone that was killed. */
const UNFINISHED = '.unfinished-';

/** Makes a bare clone at `folder`, in place of whatever is there, or changes nothing.
 *
 * It is built beside it and renamed when it is whole, so a clone that is killed leaves nothing that could pass for one. No template is copied, so it has no hooks. */
export const cloneRepository = async ({
  folder,
  url,
  config,
  signal,
  onProgress,
}: {
  readonly folder: string;
  readonly url: string;
  readonly config: GitConfig;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}): Promise<void> => {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const fresh = `${folder}${UNFINISHED}${randomBytes(6).toString('hex')}`;
  try {
    await runGit({ dir: null, signal, args: ['init', '--quiet', '--bare', '--template=', '--', fresh] });
    await runGit({ dir: fresh, signal, args: ['config', 'remote.origin.url', url] });
    await fetchOrigin({ dir: fresh, signal }, { config, own: true, onProgress });
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true, maxRetries: 3 });
    throw error;
  }
};

/** Removes what clones left that were killed. A git that outlived its Pitwall may still be writing there: then it stays until the next start. */
export const sweepUnfinished = (parent: string, log: Pick<Log, 'warn'>): void => {
  for (const name of clonesIn(parent)) {
    if (!basename(name).includes(UNFINISHED)) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      log.warn('an unfinished clone could not be removed', { name, error: String(error) });
    }
  }
};

/** The names of what lies in the folder of clones. */
export const clonesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
