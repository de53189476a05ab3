import { fitsReportPath } from '../qa/fitsReportPath.ts';
import type { ChangedFile } from './changedFile.ts';

type Bound = Pick<ChangedFile, 'path' | 'oldPath' | 'patchId'>;

/** Whether an item with these patterns is about a file; without patterns it is about all. */
export const isAbout = (globs: readonly string[], { path, oldPath }: Pick<Bound, 'path' | 'oldPath'>): boolean =>
  globs.length === 0 ||
  globs.some((glob) => fitsReportPath(glob, path) || (oldPath !== null && fitsReportPath(glob, oldPath)));

/** Files whose edit reopens an answer: those that it depends on and whose patch-id is another one than when it was given, that came, or that went.
 *
 * None: the answer holds, however often the change was rebased in between. */
export const reopenedBy = (
  globs: readonly string[],
  answered: readonly Bound[],
  now: readonly Bound[],
): readonly string[] => {
  const idsOf = (files: readonly Bound[]) =>
    new Map(files.filter((file) => isAbout(globs, file)).map(({ path, patchId }) => [path, patchId]));
  const [before, after] = [idsOf(answered), idsOf(now)];
  return [
    ...[...before].filter(([path, id]) => after.get(path) !== id).map(([path]) => path),
    ...[...after.keys()].filter((path) => !before.has(path)),
  ];
};
