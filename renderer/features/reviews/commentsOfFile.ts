import type { DiffSide, ReviewComment } from '../../../shared/reviews/reviewComment.ts';

/** A comment on a line of the diff that is shown. */
export interface PlacedComment {
  readonly comment: ReviewComment;
  readonly side: DiffSide;
  readonly line: number;
}

/** The comments of one file, where they stand. */
export interface FileComments {
  readonly placed: readonly PlacedComment[];
  /** On the file as a whole. */
  readonly ofFile: readonly ReviewComment[];
  /** The line they were made on is gone, or nobody can tell where it is. */
  readonly outdated: readonly ReviewComment[];
}

/** The comments of a file as one revision shows it.
 *
 * In the newest revision they stand where the code went; in an older one where they were made, and those of other revisions are left out. */
export const commentsOfFile = (
  comments: readonly ReviewComment[],
  file: { readonly path: string; readonly oldPath: string | null },
  shown: { readonly revision: number; readonly newest: boolean },
): FileComments => {
  const placed: PlacedComment[] = [];
  const ofFile: ReviewComment[] = [];
  const outdated: ReviewComment[] = [];
  const isHere = (path: string | null) => path !== null && (path === file.path || path === file.oldPath);
  for (const comment of comments) {
    const { place, position } = comment;
    const here = shown.newest ? position : ({ state: 'here', path: place.path, line: place.line } as const);
    if (!shown.newest && comment.revision !== shown.revision) continue;
    if (here.state !== 'here') {
      if (isHere(place.path)) outdated.push(comment);
      continue;
    }
    if (!isHere(here.path)) continue;
    if (here.line === null) ofFile.push(comment);
    else placed.push({ comment, side: place.side, line: here.line });
  }
  return { placed, ofFile, outdated };
};
