import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { CommentId, type CommentPlace, type ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import type { ChangeFiles } from './changeFiles.ts';
import { currentRevision, filesOfRevision } from './changeRevisionTable.ts';
import { positionComments } from './commentPositions.ts';
import { recordReview } from './recordReview.ts';
import {
  getComment,
  insertComment,
  insertReply,
  listComments,
  type StoredComment,
  writeResolved,
} from './reviewCommentTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import { needDiscussed, needMe, needRevision } from './reviewGuards.ts';

/** What people say about the lines of a change. */
export const createReviewCommentCommands = (deps: ReviewDeps, files: ChangeFiles) => {
  const { db, clock } = deps;

  const need = (id: CommentId): StoredComment => {
    const found = getComment(db, id);
    if (found === null) throw new Failure('GONE', 'This comment does not exist (any more).', { what: 'comment', id });
    return found;
  };

  /** Nobody can speak about a line that is not there: the comment would stand nowhere. */
  const needLine = async (project: ProjectId, blob: string, line: number | null): Promise<void> => {
    if (line === null) return;
    const total = await files.lineCount(project, blob);
    if (total !== null && line > total)
      throw new Failure('REFUSED', `This file has ${total} lines; there is no line ${line}.`, {
        act: 'Load the page again and choose the line anew.',
      });
  };

  const shown = async (change: ChangeId): Promise<readonly ReviewComment[]> => {
    const { projectId } = needDiscussed(deps, change);
    const dir = deps.repositoryOf(projectId)?.dir ?? null;
    return positionComments(deps, files, dir, listComments(db, change), currentRevision(db, change));
  };

  const one = async (comment: StoredComment): Promise<ReviewComment> => {
    const found = (await shown(comment.changeId)).find(({ id }) => id === comment.id);
    return found ?? { ...comment, replies: [], position: { state: 'outdated' } };
  };

  return {
    add: async (changeId: ChangeId, number: number, place: CommentPlace, body: string): Promise<ReviewComment> => {
      const change = needDiscussed(deps, changeId);
      const revision = needRevision(deps, changeId, number);
      const author = needMe(deps, change.projectId);
      const { path } = place;
      if (path === null && place.line !== null)
        throw new Failure('REFUSED', 'A line is of a file.', { act: 'Name the file, or say it of the whole change.' });
      if (path !== null) {
        const file = filesOfRevision(db, changeId, revision.number).find((each) => each.path === path);
        if (file === undefined)
          throw new Failure('GONE', `Revision ${number} does not touch this file.`, { what: 'file', id: path });
        await needLine(change.projectId, file[place.side === 'old' ? 'oldBlob' : 'newBlob'], place.line);
      }
      const comment: StoredComment = {
        id: CommentId.parse(randomUUID()),
        changeId,
        revision: number,
        place,
        author,
        body,
        at: clock.now(),
        resolved: null,
      };
      const where = path === null ? '' : ` on ${path}${place.line === null ? '' : `:${place.line}`}`;
      const summary = `Comment on “${change.title}”${where}`;
      recordReview(deps, { verb: 'change.comment', project: change.projectId, id: changeId, summary }, () =>
        insertComment(db, comment),
      );
      return one(comment);
    },
    reply: async (id: CommentId, body: string): Promise<ReviewComment> => {
      const comment = need(id);
      const change = needDiscussed(deps, comment.changeId);
      const author = needMe(deps, change.projectId);
      const reply = { id: CommentId.parse(randomUUID()), author, body, at: clock.now() };
      const summary = `Answer a comment on “${change.title}”`;
      recordReview(deps, { verb: 'change.reply', project: change.projectId, id: change.id, summary }, () =>
        insertReply(db, comment, reply),
      );
      return one(comment);
    },
    resolve: async (id: CommentId, resolved: boolean): Promise<ReviewComment> => {
      const comment = need(id);
      const change = needDiscussed(deps, comment.changeId);
      const by = needMe(deps, change.projectId);
      const summary = `${resolved ? 'Resolve' : 'Reopen'} a comment on “${change.title}”`;
      // Twice the same is once: the first who resolved it stays.
      if ((comment.resolved !== null) !== resolved)
        recordReview(deps, { verb: 'change.resolve', project: change.projectId, id: change.id, summary }, () =>
          writeResolved(db, id, resolved ? { by, at: clock.now() } : null),
        );
      return one(need(id));
    },
  };
};
export type ReviewCommentCommands = ReturnType<typeof createReviewCommentCommands>;
