import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file whole or not at all: who reads it at the same time sees the old or the new one. Makes its folder (0700). */
export const replaceFile = (path: string, content: string | Buffer, mode = 0o600): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  writeFileSync(fresh, content, { mode });
  // The mode of a file that was left over by a crash is not changed by writing it.
  chmodSync(fresh, mode);
  renameSync(fresh, path);
};
