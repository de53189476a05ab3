import { z } from 'zod';
import type { GithubAccount, PullFacts } from '../../../shared/github/pullFacts.ts';
import {
  GithubBase,
  GithubCheckRun,
  GithubCommit,
  type GithubPull,
  GithubReview,
  GithubRule,
  GithubStatus,
  GithubUser,
} from '../../../shared/github/pullRequest.ts';
import { readChecks } from '../../../shared/github/readChecks.ts';
import { readReviews } from '../../../shared/github/readReviews.ts';
import type { GithubClient } from './githubClient.ts';

/** Pages of a hundred; more reviews or checks than that nobody could judge by. */
const PAGES = 3;

/** Reads what a gate asks of one pull request; `cut` says what there was too much of. `accountOf` may remember: names hardly change. */
export const readPull = async (
  client: GithubClient,
  pull: GithubPull,
  accountOf: (login: string) => Promise<GithubAccount>,
  requiredOf: (base: string) => Promise<readonly string[]>,
): Promise<{ readonly facts: PullFacts; readonly cut: string | null }> => {
  const at = `/commits/${encodeURIComponent(pull.head.sha)}`;
  const [reviews, runs, statuses, commits, required] = await Promise.all([
    client.list(`/pulls/${pull.number}/reviews`, GithubReview, PAGES),
    client.listWithin(`${at}/check-runs`, 'check_runs', GithubCheckRun, PAGES),
    client.listWithin(`${at}/status`, 'statuses', GithubStatus, PAGES),
    client.list(`/pulls/${pull.number}/commits`, GithubCommit, PAGES),
    requiredOf(pull.base.ref),
  ]);
  const last = readReviews(reviews.found);
  const logins = commits.found.flatMap(({ author, committer }) => [author?.login, committer?.login]);
  const writers = [pull.user?.login, ...logins].filter((login) => login !== undefined);
  const facts: PullFacts = {
    number: pull.number,
    base: pull.base.ref,
    head: pull.head.sha,
    draft: pull.state === 'open' && pull.draft === true,
    mergedAs: pull.merged_at === null ? null : (pull.merge_commit_sha ?? null),
    writers: [...new Set(writers)],
    unlinked: commits.found.flatMap(({ author, commit }) =>
      author?.login === undefined && commit.author !== null ? [commit.author] : [],
    ),
    reviews: last,
    accounts: await Promise.all(last.map(({ login }) => accountOf(login))),
    checks: readChecks(runs.found, statuses.found),
    required,
  };
  const much = [
    ...(reviews.cut ? ['reviews'] : []),
    ...(runs.cut || statuses.cut ? ['checks'] : []),
    ...(commits.cut ? ['commits'] : []),
  ];
  return {
    facts,
    cut: much.length === 0 ? null : `#${pull.number} has more ${much.join(' and ')} than Pitwall reads.`,
  };
};

/** Asks for an account's name and address, as far as it shows them. */
export const readAccount = async (client: GithubClient, login: string): Promise<GithubAccount> => {
  const user = await client.oneIfShown(`/users/${encodeURIComponent(login)}`, GithubUser);
  return { login, name: user?.name ?? null, email: user?.email ?? null };
};

/** The checks that a branch wants before something is merged into it, by its protection and by rules; none when the token may not see them. */
export const readRequiredChecks = async (client: GithubClient, base: string): Promise<readonly string[]> => {
  const name = encodeURIComponent(base);
  const [branch, rules] = await Promise.all([
    client.oneIfShown(`/branches/${name}`, GithubBase),
    client.oneIfShown(`/rules/branches/${name}`, z.array(GithubRule)),
  ]);
  return [
    ...new Set([
      ...(branch?.protection?.required_status_checks?.contexts ?? []),
      ...(rules ?? []).flatMap(({ type, parameters }) =>
        type === 'required_status_checks'
          ? (parameters?.required_status_checks ?? []).map(({ context }) => context)
          : [],
      ),
    ]),
  ];
};
