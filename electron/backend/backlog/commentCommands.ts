import { randomUUID } from 'node:crypto';
import { type Comment, CommentId } from '../../../shared/backlog/itemDetail.ts';
import type { ItemId, ProjectId, WindowId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { gone, itemKey, needItem, needProject } from './backlogGuards.ts';
import { readComment } from './commentTable.ts';

/** The item's project and key. */
const about = (deps: BacklogDeps, id: ItemId): { readonly project: ProjectId; readonly key: string } => {
  const item = needItem(deps, id);
  return { project: item.projectId, key: itemKey(needProject(deps, item.projectId), item) };
};

const needComment = ({ db }: Pick<BacklogDeps, 'db'>, id: CommentId): Comment => {
  const comment = readComment(db, id);
  if (comment === null) throw gone('comment', id);
  return comment;
};

/** What can be done with comments, each an act that can be taken back. */
export const commentCommands = (deps: BacklogDeps) => ({
  add: (input: { readonly window: WindowId; readonly item: ItemId; readonly text: string }): void => {
    const { project, key } = about(deps, input.item);
    deps.acts.commit({ project, window: input.window }, (edit) => {
      const id = CommentId.parse(randomUUID());
      edit.insert('comment', {
        id,
        item: input.item,
        author: deps.actor,
        text: input.text,
        at: edit.stamp.at,
        editedAt: null,
      });
      return {
        result: undefined,
        act: { verb: 'comment.create', entity: 'comment', id, summary: `Comment on ${key}` },
      };
    });
  },
  change: (input: { readonly window: WindowId; readonly comment: CommentId; readonly text: string }): void => {
    const { id, item, text } = needComment(deps, input.comment);
    const { project, key } = about(deps, item);
    deps.acts.commit({ project, window: input.window }, (edit) => {
      if (text === input.text) return { result: undefined, act: null };
      edit.update('comment', id, { text: input.text, editedAt: edit.stamp.at });
      return {
        result: undefined,
        act: { verb: 'comment.edit', entity: 'comment', id, summary: `Change a comment on ${key}` },
      };
    });
  },
  remove: (input: { readonly window: WindowId; readonly comment: CommentId }): void => {
    const { id, item } = needComment(deps, input.comment);
    const { project, key } = about(deps, item);
    deps.acts.commit({ project, window: input.window }, (edit) => {
      edit.remove('comment', id);
      return {
        result: undefined,
        act: { verb: 'comment.remove', entity: 'comment', id, summary: `Delete a comment on ${key}` },
      };
    });
  },
});
