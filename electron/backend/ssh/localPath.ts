import { join } from 'node:path';

/** A path as a person or ~/.ssh/config writes it: a leading `~` is the home folder. `~user` is taken as it stands. */
export const localPath = (path: string, homeDir: string): string =>
  path === '~' ? homeDir : /^~[/\\]/.test(path) ? join(homeDir, path.slice(2)) : path;
