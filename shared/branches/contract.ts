import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { Instant, ItemId, ProjectId, Revision } from '../ids.ts';
import { PlanningAct } from '../planningAct.ts';
import { Person } from '../reviews/person.ts';
import { Branch } from './branch.ts';
import { BranchNameText, RepositorySettings, RepositorySource } from './repositorySettings.ts';

const { GONE, REFUSED, CONFLICT, GIT, STORAGE, NOT_PROTECTED } = errors;

/** Why something did not work and what to do. */
export const Trouble = z.object({ message: z.string(), act: z.string() });
export type Trouble = Readonly<z.infer<typeof Trouble>>;

/** Where the repository of a project is at. */
export const RepositoryState = z.object({
  phase: z.enum(['none', 'cloning', 'ready', 'failed']),
  /** What git says of a clone under way, e.g. "Receiving objects: 40 %". */
  progress: z.string().nullable(),
  /** The last fetch that worked; null: none yet. */
  fetchedAt: Instant.nullable(),
  fetching: z.boolean(),
  /** Why the last fetch or clone did not work; null: it did. */
  trouble: Trouble.nullable(),
  /** Since when fetching does not work. */
  failingSince: Instant.nullable(),
  hasOrigin: z.boolean(),
  shallow: z.boolean(),
  /** Where it lies on this machine. */
  folder: z.string().nullable(),
  /** Who acts; null when neither the settings nor the user's git say. */
  me: Person.nullable(),
});
export type RepositoryState = Readonly<z.infer<typeof RepositoryState>>;

export const RepositoryView = z.object({
  settings: RepositorySettings.nullable(),
  version: z.number().int(),
  state: RepositoryState,
  /** Whether a token is stored; the token itself never comes back. */
  tokens: z.object({ https: z.boolean(), github: z.boolean() }),
});
export type RepositoryView = Readonly<z.infer<typeof RepositoryView>>;

export const BranchList = z.object({
  base: z.object({ name: z.string(), head: Revision, subject: z.string(), at: Instant }).nullable(),
  branches: z.array(Branch),
  /** Branches that are not listed, because there are too many. */
  more: z.number().int(),
  /** Merges that are still to be tried. */
  waiting: z.number().int(),
  /** Why nothing can be listed, or why GitHub is not heard. */
  trouble: Trouble.nullable(),
  github: Trouble.nullable(),
});
export type BranchList = Readonly<z.infer<typeof BranchList>>;

/** One thing that a test of the settings looked at. */
export const RepositoryFinding = z.object({
  title: z.string(),
  ok: z.boolean(),
  message: z.string(),
  act: z.string().nullable(),
});
export type RepositoryFinding = Readonly<z.infer<typeof RepositoryFinding>>;

/** What starting work on an item would do. */
export const StartProposal = z.object({
  name: z.string(),
  base: z.string(),
  /** Branches that carry the item's key already. */
  existing: z.array(z.object({ name: z.string(), head: Revision, at: Instant, merged: z.boolean() })),
  /** The status that the item takes; null: it stays where it is. */
  status: z.string().nullable(),
  /** The branch may stay on this machine: the repository is a folder of the user's. */
  canKeep: z.boolean(),
  /** Why work cannot be started; null: it can. */
  trouble: Trouble.nullable(),
});
export type StartProposal = Readonly<z.infer<typeof StartProposal>>;

export const StartResult = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    branch: z.string(),
    revision: Revision,
    pushed: z.boolean(),
    status: z.string().nullable(),
  }),
  /** The origin cannot be reached, so the base may be old: to be asked again with `staleBaseOk`. */
  z.object({ kind: z.literal('base-may-be-old'), fetchedAt: Instant.nullable(), trouble: Trouble }),
]);
export type StartResult = Readonly<z.infer<typeof StartResult>>;

const Token = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, 'must be one line without spaces');

export const branchesContract = {
  repository: oc
    .input(z.object({ project: ProjectId }))
    .output(RepositoryView)
    .errors({ GONE }),
  /** `seen` is the version that was changed; 0 for the first. Another source begins a new clone. */
  saveRepository: oc
    .input(z.object({ project: ProjectId, seen: z.number().int(), settings: RepositorySettings }))
    .output(RepositoryView)
    .errors({ GONE, REFUSED, CONFLICT, STORAGE }),
  /** Forgets the repository; a clone of our own is deleted, a named folder is left as it is. */
  removeRepository: oc.input(z.object({ project: ProjectId })).errors({ GONE, STORAGE }),
  /** Tries settings without saving them: what is wrong, and what to do. */
  testRepository: oc
    .input(z.object({ project: ProjectId, source: RepositorySource, base: z.string().max(240) }))
    .output(z.object({ findings: z.array(RepositoryFinding), base: z.string().nullable() }))
    .errors({ GONE }),
  /** Fetches, or clones again after a failure. Returns when it is done. */
  fetchNow: oc
    .input(z.object({ project: ProjectId }))
    .output(RepositoryView)
    .errors({ GONE, REFUSED, GIT, STORAGE }),
  cancelClone: oc.input(z.object({ project: ProjectId })).errors({ GONE }),
  /** Stores a token, or forgets it (null). It is never given back. */
  setToken: oc
    .input(z.object({ project: ProjectId, token: z.enum(['https', 'github']), value: Token.nullable() }))
    .errors({ GONE, NOT_PROTECTED }),

  branches: oc
    .input(z.object({ project: ProjectId }))
    .output(BranchList)
    .errors({ GONE }),
  proposeStart: oc
    .input(z.object({ project: ProjectId, item: ItemId }))
    .output(StartProposal)
    .errors({ GONE }),
  /** Fetches, makes the branch from the base, pushes it and moves the item: one act. */
  start: oc
    .input(
      PlanningAct.extend({
        project: ProjectId,
        item: ItemId,
        name: BranchNameText,
        /** Branches of the item that the user knows of: any other one means that somebody started in between. */
        besides: z.array(z.string().max(240)).max(100),
        push: z.boolean(),
        staleBaseOk: z.boolean(),
      }),
    )
    .output(StartResult)
    .errors({ GONE, REFUSED, GIT, STORAGE }),
  /** Deletes branches that are merged or have no commit of their own, each only while its head is the given one. */
  removeBranches: oc
    .input(
      z.object({
        project: ProjectId,
        branches: z
          .array(z.object({ name: z.string().max(240), head: Revision }))
          .min(1)
          .max(500),
      }),
    )
    .output(z.object({ removed: z.array(z.string()), kept: z.array(Trouble.extend({ name: z.string() })) }))
    .errors({ GONE, REFUSED, GIT, STORAGE }),
};
