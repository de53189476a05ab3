import type { Revision } from '../../../shared/ids.ts';
import type { Merged } from '../../../shared/reviews/change.ts';
import { cherriesLeft } from '../git/cherriesLeft.ts';
import { isAncestor, mergeBaseOf } from '../git/mergeBaseOf.ts';
import { revList } from '../git/revList.ts';
import { type ChangeReader, pathsKey } from './changeReader.ts';
import type { ReviewRepository } from './reviewRepository.ts';

/** Commits of the base that are compared with a change; one that was merged longer ago is found by its history, if at all. */
const COMPARED_MAX = 300;

/** How a change came into the base without Pitwall. */
export interface FoundMerge {
  readonly how: Merged['how'];
  /** The commit of the base that brought it. */
  readonly commit: Revision;
  /** Commits of the base that are of the change. */
  readonly commits: readonly Revision[];
}

interface SoughtChange {
  readonly head: Revision;
  readonly mergeBase: Revision;
  readonly patchId: string;
  readonly commits: number;
  readonly paths: readonly string[];
  /** Up to here the base was looked through for it before; null: not at all. */
  readonly seen: Revision | null;
}

/** Looks whether the base holds a change: by its very commits (fast-forward, merge), by one commit with the same patch (squash), or by copies of all of
 * its commits (cherry-pick, rebase). Null when it does not, or when what came in differs, such as a squash with a mended conflict. */
export const findMergeElsewhere = async (
  { dir }: ReviewRepository,
  reader: ChangeReader,
  change: SoughtChange,
  baseHead: Revision,
): Promise<FoundMerge | null> => {
  const { head, mergeBase } = change;
  if (await isAncestor({ dir }, head, baseHead)) return byHistory(dir, change, baseHead);
  // The branch may have been rebased onto a base that is gone; what came since both parted is what may hold it.
  const parted = (await mergeBaseOf({ dir }, mergeBase, baseHead)) ?? mergeBase;
  const since = change.seen !== null && (await isAncestor({ dir }, change.seen, baseHead)) ? change.seen : parted;
  if (since === baseHead) return null;
  const { left, copied } = await cherriesLeft(dir, baseHead, head);
  const line = await revList(dir, { from: since, to: baseHead, max: COMPARED_MAX, firstParent: true });
  const single = line.filter(({ parents }) => parents.length === 1);
  const patchOf = async (from: Revision, to: Revision): Promise<string> =>
    (await reader.contents(dir, from, to)).patchId;
  // Only a commit that touched the same files can be the same patch, and which files it touched is read for many commits at once.
  const touched = await reader.touched(
    dir,
    single.map(({ revision }) => revision),
  );
  const sought = pathsKey(change.paths);
  for (const { revision, parents } of single) {
    const [parent] = parents;
    if (parent === undefined || touched.get(revision) !== sought) continue;
    if ((await patchOf(parent, revision)) === change.patchId)
      return { how: change.commits > 1 ? 'squash' : 'cherry-pick', commit: revision, commits: [revision] };
  }
  if (left > 0 || copied === 0) return null;
  const own = await revList(dir, { from: mergeBase, to: head, max: COMPARED_MAX });
  const wanted = new Set<string>();
  for (const { revision, parents } of own)
    if (parents[0] !== undefined && parents.length === 1) wanted.add(await patchOf(parents[0], revision));
  const ownTouched = await reader.touched(
    dir,
    own.map(({ revision }) => revision),
  );
  const wantedPaths = new Set(ownTouched.values());
  const copies: Revision[] = [];
  for (const { revision, parents } of single) {
    const paths = touched.get(revision);
    if (parents[0] === undefined || paths === undefined || !wantedPaths.has(paths)) continue;
    if (wanted.has(await patchOf(parents[0], revision))) copies.push(revision);
  }
  return { how: 'cherry-pick', commit: copies[0] ?? baseHead, commits: copies };
};

const byHistory = async (dir: string, { head, mergeBase }: SoughtChange, baseHead: Revision): Promise<FoundMerge> => {
  const own = (await revList(dir, { from: mergeBase, to: head, max: 10_000 })).map(({ revision }) => revision);
  if (head === baseHead) return { how: 'fast-forward', commit: head, commits: own };
  // The base's own line since: its oldest commit that is no part of the branch either lies on the head (fast-forward) or brought it (merge).
  const line = await revList(dir, { from: head, to: baseHead, max: 10_000, firstParent: true });
  const oldest = line.at(-1);
  if (oldest === undefined || oldest.parents[0] === head) return { how: 'fast-forward', commit: head, commits: own };
  const brought = await firstThatHolds(
    dir,
    line.map(({ revision }) => revision),
    head,
  );
  return { how: 'merge', commit: brought, commits: [...own, brought] };
};

/** The oldest of a line of commits, newest first, in whose history a commit is: by halving, because once it is in it stays in. */
const firstThatHolds = async (dir: string, line: readonly Revision[], head: Revision): Promise<Revision> => {
  let [low, high] = [0, line.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const commit = line[middle];
    if (commit !== undefined && (await isAncestor({ dir }, head, commit))) low = middle;
    else high = middle - 1;
  }
  return line[low] ?? head;
};
