import { z } from 'zod';
import { JudgedGate } from '../gates/requirement.ts';
import { Instant, ItemId, ProjectId, Revision } from '../ids.ts';
import { Person } from './person.ts';

export const ChangeId = z.uuid().brand<'ChangeId'>();
export type ChangeId = z.infer<typeof ChangeId>;

/** How a revision came after the one before. `rebased`: the same code on another base, or the same files by other commits; `rewritten`: other
 * code, and the commits before are gone. */
export const RevisionKind = z.enum(['first', 'added', 'rebased', 'rewritten']);
export type RevisionKind = z.infer<typeof RevisionKind>;

/** Fingerprint of a diff: equal for equal changes, wherever they stand. See docs/decisions/0042. */
export const PatchId = z.string().regex(/^[0-9a-f]{40}$/);
export type PatchId = z.infer<typeof PatchId>;

/** What a branch was at a time. */
export const ChangeRevision = z.object({
  /** From 1. */
  number: z.number().int().min(1),
  head: Revision,
  /** Where it left the base; its files are those that differ between the two. */
  mergeBase: Revision,
  kind: RevisionKind,
  patchId: PatchId,
  /** When Pitwall saw it first. */
  at: Instant,
  commits: z.number().int(),
  files: z.number().int(),
  added: z.number().int(),
  removed: z.number().int(),
});
export type ChangeRevision = Readonly<z.infer<typeof ChangeRevision>>;

export const MergeMethod = z.enum(['fast-forward', 'merge', 'squash']);
export type MergeMethod = z.infer<typeof MergeMethod>;

/** How a change came into the base. `outside` means: not by Pitwall; then `how` says what was seen there, or `told` that nothing was, and `by` said so. */
export const Merged = z.object({
  at: Instant,
  by: z.string(),
  /** The number of the revision that was merged. */
  revision: z.number().int(),
  /** The commit of the base that brought it. */
  commit: Revision,
  how: z.enum(['fast-forward', 'merge', 'squash', 'cherry-pick', 'told']),
  outside: z.boolean(),
  /** Why somebody said so; of `told` alone. */
  reason: z.string().optional(),
  /** The gate as it was in that moment; null when it could not be judged any more. */
  gate: JudgedGate.nullable(),
});
export type Merged = Readonly<z.infer<typeof Merged>>;

export const ChangeState = z.enum(['open', 'merged', 'abandoned']);
export type ChangeState = z.infer<typeof ChangeState>;

/** A branch on its way to the base branch. */
export const Change = z.object({
  id: ChangeId,
  projectId: ProjectId,
  branch: z.string(),
  base: z.string(),
  item: ItemId.nullable(),
  title: z.string(),
  state: ChangeState,
  /** Authors and co-authors of its commits. */
  authors: z.array(Person),
  /** The newest revision. */
  current: ChangeRevision,
  createdAt: Instant,
  updatedAt: Instant,
  /** Since when the branch is not there any more; null while it is. */
  branchGoneAt: Instant.nullable(),
  merged: Merged.nullable(),
  abandoned: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
});
export type Change = Readonly<z.infer<typeof Change>>;
