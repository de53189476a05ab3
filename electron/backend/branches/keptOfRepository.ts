import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { countedInWords, type KeptOfProject } from '../keptOfProject.ts';
import type { BranchDeps } from './branchDeps.ts';
import type { Repositories } from './repositories.ts';
import { getRepository } from './repositoryTable.ts';
import { tokenName } from './repositoryTokens.ts';

const tokenKinds = ['https', 'github'] as const;

/** What branches keep of a project: a clone of its own, the settings, access tokens. A folder of the user's is only forgotten. */
export const createKeptOfRepository = (
  { db, vault, folder }: Pick<BranchDeps, 'db' | 'vault' | 'folder'>,
  repositories: Pick<Repositories, 'sweep'>,
): KeptOfProject => ({
  inWords: async (project) => {
    const stored = getRepository(db, project);
    const source = stored?.settings.source;
    const bytes = await bytesIn(join(folder, project));
    const tokens = tokenKinds.filter((kind) => vault.get(tokenName(project, kind)) !== null).length;
    return [
      ...(bytes === null ? [] : [`Pitwall’s own clone of the repository (${inMegabytes(bytes)})`]),
      ...(source?.kind === 'folder'
        ? [`the settings of the repository; the folder ${source.path} itself stays as it is`]
        : []),
      ...countedInWords(tokens, 'access token', ' of the repository'),
    ];
  },
  goingOn: () => null,
  remove: (project) => () => {
    for (const kind of tokenKinds) vault.delete(tokenName(project, kind));
    // It ends what goes on in the clone first.
    repositories.sweep();
  },
});

const inMegabytes = (bytes: number): string =>
  bytes < 100_000 ? 'less than 0.1 MB' : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Of all files below a folder; null when it is not there. What vanishes while it is counted counts nothing. */
const bytesIn = async (folder: string): Promise<number | null> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) return null;
  let sum = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    sum += entry.isDirectory() ? ((await bytesIn(path)) ?? 0) : await sizeOf(path);
  }
  return sum;
};

const sizeOf = async (path: string): Promise<number> => (await lstat(path).catch(() => null))?.size ?? 0;
