import { ProjectId } from '../../../shared/ids.ts';
import { ChangeId } from '../../../shared/reviews/change.ts';
import { createChangeCommands } from './changeCommands.ts';
import { createChangeFiles } from './changeFiles.ts';
import { createChangeReader } from './changeReader.ts';
import { createChangesIn } from './changesIn.ts';
import { createChangeViews } from './changeViews.ts';
import { createChecklistCommands } from './checklistCommands.ts';
import { createFactGatherer } from './factGatherer.ts';
import { createKeptOfReviews } from './keptOfReviews.ts';
import { createMergeCommand } from './mergeCommand.ts';
import { createOnFetched } from './onFetched.ts';
import { createOverrideCommand } from './overrideCommand.ts';
import { createPatternRuns } from './patternRuns.ts';
import { createReviewCommentCommands } from './reviewCommentCommands.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import { createReviewsHandlers } from './reviewsHandlers.ts';
import { createToldMerge } from './toldMerge.ts';
import { createVoteCommands } from './voteCommands.ts';

/** Builds reviews: their part of the API, what they tell the deploy gate, and what a fetch is to tell them. */
export const createReviews = (deps: ReviewDeps) => {
  const reader = createChangeReader();
  const patterns = createPatternRuns(deps);
  const facts = createFactGatherer(deps, reader, patterns);
  const files = createChangeFiles(deps, reader);
  const follower = createOnFetched(deps, reader, facts);
  // What somebody says may open or close a gate, which the lists show.
  const spoken: ReviewDeps = {
    ...deps,
    feed: {
      ...deps.feed,
      publish: (entity, id) => {
        deps.feed.publish(entity, id);
        if (entity === 'change' && id !== null) follower.judgeLater(ChangeId.parse(id));
      },
    },
  };
  const unsubscribe = deps.feed.subscribe((event) => {
    const project = event.kind === 'change' && event.entity === 'qa' ? ProjectId.safeParse(event.id).data : undefined;
    if (project !== undefined) follower.noteReports(project);
  });
  return {
    router: createReviewsHandlers({
      views: createChangeViews(deps, facts, files, follower),
      files,
      comments: createReviewCommentCommands(deps, spoken.feed, files),
      votes: createVoteCommands(spoken),
      checklist: createChecklistCommands(spoken, reader),
      commands: createChangeCommands(spoken, follower),
      override: createOverrideCommand(spoken, facts),
      merge: createMergeCommand(deps, facts, follower.onFetched),
      toldMerge: createToldMerge(deps, facts),
    }),
    changesIn: createChangesIn(deps, facts),
    kept: createKeptOfReviews(deps),
    onFetched: follower.onFetched,
    judgeAgain: (project: ProjectId): void => {
      patterns.forget(project);
      follower.judgeAgain(project);
    },
    /** What GitHub says of branches is not what it was. */
    githubChanged: follower.judgeAgain,
    /** Ends what goes on; call it before the database closes. */
    dispose: async (): Promise<void> => {
      unsubscribe();
      await patterns.dispose();
      await follower.dispose();
    },
  };
};
