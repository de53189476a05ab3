import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const isTest = (name) => /\.test\.tsx?$|^testing$/.test(name);

const walk = (path, name) => {
  if (isTest(name)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((each) => walk(join(path, each), each));
};

/** A hash over the content of files and folders, tests left out: whether anything that is built has changed. By content and not by time,
 * because git gives every file the time of its checkout. About 50 ms for this project. */
export const sourceHash = (folder, names) => {
  const hash = createHash('sha256');
  for (const path of names.flatMap((name) => walk(join(folder, name), name)))
    hash.update(path.slice(folder.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
};
