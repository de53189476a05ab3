import { implement } from '@orpc/server';
import { reviewsContract } from '../../../shared/reviews/contract.ts';
import type { ChangeCommands } from './changeCommands.ts';
import type { ChangeFiles } from './changeFiles.ts';
import type { ChangeViews } from './changeViews.ts';
import type { ChecklistCommands } from './checklistCommands.ts';
import type { createMergeCommand } from './mergeCommand.ts';
import type { createOverrideCommand } from './overrideCommand.ts';
import type { ReviewCommentCommands } from './reviewCommentCommands.ts';
import type { createToldMerge } from './toldMerge.ts';
import type { VoteCommands } from './voteCommands.ts';

interface Parts {
  readonly views: ChangeViews;
  readonly files: ChangeFiles;
  readonly comments: ReviewCommentCommands;
  readonly votes: VoteCommands;
  readonly checklist: ChecklistCommands;
  readonly commands: ChangeCommands;
  readonly override: ReturnType<typeof createOverrideCommand>;
  readonly merge: ReturnType<typeof createMergeCommand>;
  readonly toldMerge: ReturnType<typeof createToldMerge>;
}

export const createReviewsHandlers = ({
  views,
  files,
  comments,
  votes,
  checklist,
  commands,
  override,
  merge,
  toldMerge,
}: Parts) => {
  const os = implement(reviewsContract);
  return os.router({
    list: os.list.handler(({ input }) => {
      const { changes, more, unread } = views.list(input);
      return { changes: [...changes], more, unread: [...unread] };
    }),
    change: os.change.handler(({ input, signal }) => views.whole(input.change, signal)),
    files: os.files.handler(async ({ input }) => {
      const listed = await files.list(input);
      return { files: [...listed.files], more: listed.more };
    }),
    fileDiff: os.fileDiff.handler(({ input, signal }) => files.diff(input, input.path, { ...input, signal })),
    fileLines: os.fileLines.handler(async ({ input, signal }) => {
      const { lines, total } = await files.lines(input.range, input.path, input.side, { ...input, signal });
      return { lines: [...lines], total };
    }),
    markReviewed: os.markReviewed.handler(({ input }) => files.mark(input, input.paths, input.reviewed)),

    comment: os.comment.handler(({ input }) => comments.add(input.change, input.revision, input.place, input.body)),
    reply: os.reply.handler(({ input }) => comments.reply(input.comment, input.body)),
    editComment: os.editComment.handler(({ input }) => comments.edit(input.comment, input.seen, input.body)),
    deleteComment: os.deleteComment.handler(({ input }) => comments.remove(input.comment, input.seen)),
    markSeen: os.markSeen.handler(({ input }) => comments.markSeen(input.change, input.comments)),
    resolve: os.resolve.handler(({ input }) => comments.resolve(input.comment, input.resolved)),

    answer: os.answer.handler(({ input }) => checklist.answer(input)),
    suppressSecret: os.suppressSecret.handler(({ input }) =>
      checklist.suppressSecret(input.change, input.head, input.fingerprint, input.reason),
    ),
    unsuppressSecret: os.unsuppressSecret.handler(({ input }) =>
      checklist.unsuppressSecret(input.change, input.fingerprint),
    ),

    approve: os.approve.handler(({ input }) => votes.approve(input)),
    veto: os.veto.handler(({ input }) => votes.veto(input)),
    withdraw: os.withdraw.handler(({ input }) => votes.withdraw(input.change, input.member)),
    override: os.override.handler(({ input, signal }) => override(input, signal)),

    merge: os.merge.handler(({ input, signal }) => merge(input, signal)),
    tellMerged: os.tellMerged.handler(({ input, signal }) => toldMerge(input, signal)),
    abandon: os.abandon.handler(({ input }) => commands.abandon(input.change, input.reason)),
    reopen: os.reopen.handler(({ input }) => commands.reopen(input.change)),

    settings: os.settings.handler(({ input }) => {
      const { template, requirements, version } = commands.settings(input.project);
      return { template, requirements: [...requirements], version };
    }),
    saveSettings: os.saveSettings.handler(({ input }) => commands.saveSettings(input.project, input.seen, input)),
  });
};
