import type { GithubReview, PullReview } from './pullRequest.ts';

/** The last word of each reviewer, in the order they first spoke.
 *
 * As GitHub counts: a comment changes nothing, a dismissed review is none. Reviews come oldest first. A reviewer whose account is gone counts no more. */
export const readReviews = (reviews: readonly GithubReview[]): readonly PullReview[] => {
  const last = new Map<string, PullReview | null>();
  for (const { user, state, commit_id } of reviews) {
    if (user === null) continue;
    const word = state.toUpperCase();
    if (word === 'APPROVED') last.set(user.login, { login: user.login, state: 'approved', revision: commit_id });
    else if (word === 'CHANGES_REQUESTED')
      last.set(user.login, { login: user.login, state: 'changes-requested', revision: commit_id });
    else if (word === 'DISMISSED') last.set(user.login, null);
  }
  return [...last.values()].filter((review) => review !== null);
};
