import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface DataFolderChoice {
  /** What the user named with --data; null when nothing. */
  readonly given: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** The app's data folder: the one the user named, else where the system keeps such data. */
export const dataFolder = ({ given, env, platform }: DataFolderChoice): string => {
  if (given !== null) return resolve(given);
  const home = env.HOME ?? homedir();
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Pitwall');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Pitwall');
  const xdg = env.XDG_DATA_HOME;
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'pitwall');
};

/** Makes the folder (0700) when it is missing; returns one readable sentence when it cannot be used, null when it can. */
export const prepareDataDir = (path: string): string | null => {
  try {
    makeFolder(path);
    if (!statSync(path).isDirectory()) return `${path} is not a folder. Name another one with --data.`;
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    if (process.platform !== 'win32') chmodSync(path, 0o700);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return `The data folder ${path} cannot be used (${code}). Make it writable, or name another one with --data.`;
  }
};

/** Like `mkdir -p`. Node's own recursive way never ends where the system says ENOENT of a folder whose parent is there, as /proc does. */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
};
