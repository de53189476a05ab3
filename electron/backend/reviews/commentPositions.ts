import type { ChangeRevision } from '../../../shared/reviews/change.ts';
import type { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import type { CommentPosition, ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import type { ChangeFiles } from './changeFiles.ts';
import { filesOfRevision } from './changeRevisionTable.ts';
import { reasonOf } from './factGatherer.ts';
import type { listComments } from './reviewCommentTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';

type Kept = ReturnType<typeof listComments>[number];

/** Where the comments of a change stand in a revision of it: they follow their line through edits, rebases and renames. */
export const positionComments = async (
  { db }: Pick<ReviewDeps, 'db'>,
  files: Pick<ChangeFiles, 'mapLine'>,
  dir: string | null,
  comments: readonly Kept[],
  current: ChangeRevision,
): Promise<readonly ReviewComment[]> => {
  const known = new Map<number, readonly ChangedFile[]>();
  const filesOf = (comment: Kept, number: number): readonly ChangedFile[] => {
    const found = known.get(number) ?? filesOfRevision(db, comment.changeId, number);
    known.set(number, found);
    return found;
  };

  const position = async (comment: Kept): Promise<CommentPosition> => {
    const { path, side, line } = comment.place;
    if (path === null || comment.revision === current.number) return { state: 'here', path, line };
    const then = filesOf(comment, comment.revision).find((file) => file.path === path);
    const now = sameFile(path, then, filesOf(comment, current.number));
    if (now === undefined) return { state: 'outdated' };
    if (line === null) return { state: 'here', path: now.path, line };
    if (then === undefined) return { state: 'unknown', reason: 'The file it was made on is not known any more.' };
    if (dir === null) return { state: 'unknown', reason: 'The project has no repository (any more).' };
    const blobOf = (file: ChangedFile) => (side === 'old' ? file.oldBlob : file.newBlob);
    const moved = await files.mapLine(dir, blobOf(then), blobOf(now), line);
    return moved === null ? { state: 'outdated' } : { state: 'here', path: now.path, line: moved };
  };

  const positioned: ReviewComment[] = [];
  // One after the other: each may start git, and the same pair of files is asked for once.
  for (const comment of comments)
    positioned.push({
      ...comment,
      replies: [...comment.replies],
      position: await position(comment).catch((error: unknown) => ({ state: 'unknown', reason: reasonOf(error) })),
    });
  return positioned;
};

/** The file of another revision that a file became: by its name, else renamed from it, else what was renamed from the same old file. */
const sameFile = (path: string, then: ChangedFile | undefined, now: readonly ChangedFile[]): ChangedFile | undefined =>
  now.find((file) => file.path === path) ??
  now.find((file) => file.oldPath === path) ??
  (then?.oldPath == null ? undefined : now.find((file) => file.oldPath === then.oldPath || file.path === then.oldPath));
