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
  merged_at: z.string().nullable(),
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

/** A review that counts: the last word of its reviewer. */
export interface PullReview {
  readonly login: string;
  readonly state: 'approved' | 'changes-requested';
  /** The commit that was looked at. */
  readonly revision: string | null;
}

/** One check of a head, by a check run or by a commit status. */
export interface PullCheck {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'running';
}
