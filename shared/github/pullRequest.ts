import { z } from 'zod';

/*
 * The parts of GitHub's REST answers (API version 2022-11-28) that are read. Everything else in them is ignored, and whatever is missing makes the
 * answer one that is not understood.
 */

export const GithubPull = z.object({
  number: z.number().int().positive(),
  title: z.string(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().optional(),
  /** null: the account is gone. */
  user: z.object({ login: z.string() }).nullable(),
  updated_at: z.string(),
  merged_at: z.string().nullable(),
  /** Of one that was merged: the commit of the base that brought it. Of an open one: a trial of GitHub's. */
  merge_commit_sha: z.string().nullish(),
  base: z.object({ ref: z.string() }),
  head: z.object({
    ref: z.string(),
    sha: z.string(),
    /** null: the fork is deleted. */
    repo: z.object({ full_name: z.string() }).nullable(),
  }),
});
export type GithubPull = Readonly<z.infer<typeof GithubPull>>;

export const GithubReview = z.object({
  user: z.object({ login: z.string() }).nullable(),
  state: z.string(),
  commit_id: z.string().nullable(),
  submitted_at: z.string().optional(),
  /** What the reviewer is to the repository, e.g. `MEMBER`; on a public one anybody may review. */
  author_association: z.string().optional(),
});
export type GithubReview = Readonly<z.infer<typeof GithubReview>>;

export const GithubCheckRun = z.object({
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
});
export type GithubCheckRun = Readonly<z.infer<typeof GithubCheckRun>>;

export const GithubStatus = z.object({ context: z.string(), state: z.string() });
export type GithubStatus = Readonly<z.infer<typeof GithubStatus>>;

/** A commit of a pull request. GitHub names accounts where it knows the address. */
export const GithubCommit = z.object({
  sha: z.string(),
  author: z.object({ login: z.string().optional() }).nullable(),
  committer: z.object({ login: z.string().optional() }).nullable(),
  commit: z.object({ author: z.object({ name: z.string(), email: z.string() }).nullable() }),
});
export type GithubCommit = Readonly<z.infer<typeof GithubCommit>>;

export const GithubUser = z.object({
  login: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});
export type GithubUser = Readonly<z.infer<typeof GithubUser>>;

/** A branch with what its protection asks, as whoever may read the repository is told. */
export const GithubBase = z.object({
  protection: z
    .object({ required_status_checks: z.object({ contexts: z.array(z.string()).optional() }).nullish() })
    .optional(),
});
export type GithubBase = Readonly<z.infer<typeof GithubBase>>;

/** A rule that is active for a branch. */
export const GithubRule = z.object({
  type: z.string(),
  parameters: z.object({ required_status_checks: z.array(z.object({ context: z.string() })).optional() }).nullish(),
});
export type GithubRule = Readonly<z.infer<typeof GithubRule>>;

/** A review that counts: the last word of its reviewer. */
export interface PullReview {
  readonly login: string;
  readonly state: 'approved' | 'changes-requested';
  /** The commit that was looked at. */
  readonly revision: string | null;
  /** The reviewer belongs to the repository; the word of a stranger is advice. */
  readonly belongs: boolean;
}

/** One check of a head, by a check run or by a commit status. */
export interface PullCheck {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'running';
}
