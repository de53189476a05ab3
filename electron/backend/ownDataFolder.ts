import { join } from 'node:path';
import { prepareDataDir } from './dataFolder.ts';
import { takeInstanceLock } from './db/instanceLock.ts';

/** What came of asking for a data folder of one's own. */
export type Ownership =
  | { readonly kind: 'ours'; readonly release: () => void }
  /** Another Pitwall runs on it. */
  | { readonly kind: 'taken' }
  /** It cannot be used; `message` says why and what to do. */
  | { readonly kind: 'refused'; readonly message: string };

/** Makes the data folder ready and private, and this process its only owner until `release` or the process's end. */
export const ownDataFolder = (path: string): Ownership => {
  const refusal = prepareDataDir(path);
  if (refusal !== null) return { kind: 'refused', message: refusal };
  try {
    const release = takeInstanceLock(join(path, 'instance.lock'));
    return release === null ? { kind: 'taken' } : { kind: 'ours', release };
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return {
      kind: 'refused',
      message: `The data folder ${path} cannot be locked (${code}). Move instance.lock away, or name another folder with --data.`,
    };
  }
};
