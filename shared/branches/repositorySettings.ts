import { z } from 'zod';
import { StatusId } from '../backlog/workflow.ts';
import { plainText } from '../plainText.ts';
import { MergeMethod } from '../reviews/change.ts';
import { refusesBranch } from './refusesBranch.ts';
import { RepositoryUrl } from './repositoryUrl.ts';

export const BranchNameText = z
  .string()
  .trim()
  .max(240)
  .superRefine((name, context) => {
    const why = refusesBranch(name);
    if (why !== null) context.addIssue({ code: 'custom', message: why });
  });

const BranchType = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be lower-case letters, digits and dashes, at most 20');

/** What stands before the item's key, for each kind of item. */
export const BranchTypes = z.object({ feature: BranchType, bug: BranchType, debt: BranchType });
export type BranchTypes = Readonly<z.infer<typeof BranchTypes>>;

export const RepositorySource = z.discriminatedUnion('kind', [
  /** Pitwall keeps a bare clone of its own. */
  z.object({ kind: z.literal('clone'), url: RepositoryUrl }),
  /** A clone of the user's: read, fetched, and its refs written; its working tree is never touched. */
  z.object({
    kind: z.literal('folder'),
    path: plainText(2000).refine((path) => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path), 'must be a whole path'),
  }),
]);
export type RepositorySource = Readonly<z.infer<typeof RepositorySource>>;

const WEB_URL = /^https:\/\/[^\s@]+$|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/[^\s@]*)?$/;

export const RepositorySettings = z.object({
  source: RepositorySource,
  /** The branch that changes go into. */
  base: BranchNameText,
  mergeMethod: MergeMethod,
  branchTypes: BranchTypes,
  /** Days without a commit after which a branch is stale. */
  staleAfterDays: z.number().int().min(1).max(3650),
  fetchEverySeconds: z.number().int().min(15).max(86_400),
  /** Items follow their branches: pushed means doing, merged means done. */
  followItems: z.boolean(),
  /** The status of a merged branch's item; null: the first of the category done. */
  mergedStatus: StatusId.nullable(),
  /** Who acts at the windows of this Pitwall, as commits name them; null: as the user's git says. */
  me: z
    .object({ name: plainText(200), email: plainText(200).regex(/^[^\s<>@]+@[^\s<>@]+$/, 'is no e-mail address') })
    .nullable(),
  /** Pull requests, reviews and checks are read from here; null: git alone. */
  github: z
    .object({
      /** `https://api.github.com`, or a server of your own. */
      apiUrl: z.string().trim().max(500).regex(WEB_URL, 'must be an https address'),
      owner: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/, 'is no name of an owner'),
      repository: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9._-]{1,100}$/, 'is no name of a repository'),
    })
    .nullable(),
});
export type RepositorySettings = Readonly<z.infer<typeof RepositorySettings>>;

/** What a project starts with; only its source is missing. */
export const defaultRepositorySettings: Omit<RepositorySettings, 'source'> = {
  base: 'main',
  mergeMethod: 'merge',
  branchTypes: { feature: 'feature', bug: 'fix', debt: 'chore' },
  staleAfterDays: 14,
  fetchEverySeconds: 120,
  followItems: true,
  mergedStatus: null,
  me: null,
  github: null,
};
