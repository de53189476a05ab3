import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { personKey } from '../../../shared/reviews/person.ts';
import { CommentId, type CommentPlace, type ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import type { ChangeFiles } from './changeFiles.ts';
import { currentRevision, filesOfRevision } from './changeRevisionTable.ts';
import { positionComments } from './commentPositions.ts';
import { insertSeen } from './commentSeenTable.ts';
import { recordReview } from './recordReview.ts';
import {
  getComment,
  getSaid,
  insertComment,
  insertReply,
  listComments,
  type StoredComment,
  writeBody,
  writeDeleted,
  writeResolved,
} from './reviewCommentTable.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { needChange, needDiscussed, needMe, needRevision } from './reviewGuards.ts';

/** Characters of what a comment said before that its line of the ledger shows; all of it is in the line's data. */
const EXCERPT = 300;

/** What people say about the lines of a change. */
export const createReviewCommentCommands = (
  all: ReviewDeps,
  /** Has the gate judged again, beside telling the pages. */
  spoken: ReviewDeps['feed'],
  files: ChangeFiles,
) => {
  const { db, clock } = all;
  const deps = { ...all, feed: spoken };

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
    const repository = deps.repositoryOf(projectId);
    const comments = listComments(db, change, repository?.me ?? null);
    return positionComments(deps, files, repository?.dir ?? null, comments, currentRevision(db, change));
  };

  const one = async (comment: StoredComment): Promise<ReviewComment> => {
    const found = (await shown(comment.changeId)).find(({ id }) => id === comment.id);
    return found ?? { ...comment, isNew: false, replies: [], position: { state: 'outdated' } };
  };

  /** What is said can be changed by who said it, as it is now. */
  const change = async (
    id: CommentId,
    seen: number,
    words: { readonly verb: string; readonly done: string },
    write: (at: number) => void,
  ): Promise<ReviewComment> => {
    const said = getSaid(db, id);
    if (said === null) throw new Failure('GONE', 'This comment does not exist (any more).', { what: 'comment', id });
    const thread = need(said.thread);
    const { projectId, id: changeId, title } = needDiscussed(deps, thread.changeId);
    const me = needMe(deps, projectId);
    if (personKey(said.author) !== personKey(me))
      throw new Failure('REFUSED', `${nameOf(said.author)} wrote this: nobody else can change it.`, {
        act: 'Answer it instead.',
      });
    const before = said.body.length > EXCERPT ? `${said.body.slice(0, EXCERPT)}…` : said.body;
    const summary = `${words.done} a comment on “${title}”; it said: ${before}`;
    const inverse = { comment: id, body: said.body, version: said.version };
    recordReview(deps, { verb: words.verb, project: projectId, id: changeId, summary, inverse }, () => {
      const now = getSaid(db, id);
      if (now?.deletedAt !== null)
        throw new Failure('REFUSED', 'This comment is deleted already.', { act: 'Write another one.' });
      if (now.version !== seen)
        throw new Failure('CONFLICT', 'This comment was edited in between.', {
          act: 'Look at what it says now, then do it again if you still want to.',
          changes: [now.body.slice(0, EXCERPT)],
        });
      write(clock.now());
    });
    return one(need(said.thread));
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
      const comment = {
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
      return one(need(comment.id));
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
    edit: (id: CommentId, seen: number, body: string): Promise<ReviewComment> =>
      change(id, seen, { verb: 'change.edit', done: 'Edit' }, (at) => writeBody(db, id, body, at)),
    remove: (id: CommentId, seen: number): Promise<ReviewComment> =>
      change(id, seen, { verb: 'change.delete', done: 'Delete' }, (at) => writeDeleted(db, id, at)),
    /** Of the person at the window; no line of the ledger is worth it. */
    markSeen: (id: ChangeId, comments: readonly CommentId[]): void => {
      const me = needMe(deps, needChange(deps, id).projectId);
      db.transaction(() => insertSeen(db, id, me, comments)).immediate();
      all.feed.publish('change', id);
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
