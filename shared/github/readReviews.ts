import type { GithubReview, PullReview } from './pullRequest.ts';

/** Who GitHub itself lets decide: everybody else may only say something. */
const BELONGING = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** The last word of each reviewer, in the order they first spoke.
 *
 * As GitHub counts: a comment changes nothing, a dismissed review is none. Reviews come oldest first. A reviewer whose account is gone counts no more. */
export const readReviews = (reviews: readonly GithubReview[]): readonly PullReview[] => {
  const last = new Map<string, PullReview | null>();
  for (const { user, state, commit_id: revision, author_association: what } of reviews) {
    if (user === null) continue;
    const { login } = user;
    const word = state.toUpperCase();
    const belongs = BELONGING.includes(what ?? '') && !login.endsWith('[bot]');
    if (word === 'APPROVED') last.set(login, { login, state: 'approved', revision, belongs });
    else if (word === 'CHANGES_REQUESTED') last.set(login, { login, state: 'changes-requested', revision, belongs });
    else if (word === 'DISMISSED') last.set(login, null);
  }
  return [...last.values()].filter((review) => review !== null);
};
