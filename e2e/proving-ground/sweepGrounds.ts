import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'pitwall-ground-';

/** What a ground's own names begin with: they tell which process made it. */
export const groundPrefix = `${PREFIX}${process.pid}-`;

/** Whether a name was given by a process that is no more. */
export const isLeftOver = (name: string): boolean => {
  const maker = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
  if (maker === undefined) return false;
  try {
    process.kill(Number(maker), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};

/** Removes the folders of grounds whose process was killed before it could; their processes and mounts ended with it. */
export const sweepGroundFolders = (): void => {
  for (const name of readdirSync(tmpdir()))
    if (isLeftOver(name)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
};
