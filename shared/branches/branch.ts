import { z } from 'zod';
import { Instant, ItemId, Revision } from '../ids.ts';
import { Person } from '../reviews/person.ts';

/** What a merge into the base would do. `waiting`: it has not been tried yet. */
export const MergeTest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('clean') }),
  /** At most 50 paths; `more` counts the others. */
  z.object({ kind: z.literal('conflicts'), paths: z.array(z.string()), more: z.number().int() }),
  /** No common history: nothing can be said. */
  z.object({ kind: z.literal('unrelated') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type MergeTest = Readonly<z.infer<typeof MergeTest>>;

/** How the commits of a branch came into the base; null: they did not. */
export const MergedHow = z.enum(['ancestor', 'squash', 'cherry-pick', 'content']);
export type MergedHow = z.infer<typeof MergedHow>;

export const BranchFlag = z.enum(['merged', 'conflicting', 'stale', 'badly-named', 'unpushed']);
export type BranchFlag = z.infer<typeof BranchFlag>;

/** What GitHub says of a branch's newest pull request. */
export const PullRequestMark = z.object({
  number: z.number().int(),
  title: z.string(),
  url: z.string(),
  state: z.enum(['draft', 'open', 'merged', 'closed']),
  /** The worst of its checks; null: it has none. */
  checks: z.enum(['passed', 'failed', 'running']).nullable(),
  approvals: z.number().int(),
  changesRequested: z.number().int(),
});
export type PullRequestMark = Readonly<z.infer<typeof PullRequestMark>>;

/** A branch beside the base. Names and subjects come from git: they may hold anything. */
export const Branch = z.object({
  name: z.string(),
  head: Revision,
  /** Where it is in the repository here, and at the origin as last fetched. */
  local: Revision.nullable(),
  remote: Revision.nullable(),
  subject: z.string(),
  author: Person,
  /** When its head was committed. */
  at: Instant,
  ahead: z.number().int(),
  behind: z.number().int(),
  merge: MergeTest,
  merged: MergedHow.nullable(),
  item: z.object({ id: ItemId, key: z.string(), title: z.string() }).nullable(),
  flags: z.array(BranchFlag),
  pullRequest: PullRequestMark.nullable(),
});
export type Branch = Readonly<z.infer<typeof Branch>>;
