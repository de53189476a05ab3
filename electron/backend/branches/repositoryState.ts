import type { RepositoryState, Trouble } from '../../../shared/branches/contract.ts';
import type { RepositoryFacts } from '../git/repositoryFacts.ts';
import { isCloned, type StoredRepository } from './repositoryTable.ts';

/** What is going on with a project's repository; gone with the process. */
export interface Going {
  readonly ending: AbortController;
  fetching: Promise<void> | null;
  /** The fetch with what follows from it. */
  work: Promise<void> | null;
  cancelClone: (() => void) | null;
  progress: string | null;
  trouble: Trouble | null;
  failingSince: number | null;
  failures: number;
  facts: RepositoryFacts | null;
}

/** How a repository is shown: from what is stored, and what is going on. */
export const repositoryState = (
  stored: StoredRepository | null,
  now: Going | undefined,
  folder: string | null,
): RepositoryState => ({
  phase:
    stored === null
      ? 'none'
      : now?.progress != null
        ? 'cloning'
        : isCloned(stored) && (stored.fetchedAt !== null || now?.trouble == null)
          ? 'ready'
          : now?.trouble != null
            ? 'failed'
            : 'cloning',
  progress: now?.progress ?? null,
  fetchedAt: stored?.fetchedAt ?? null,
  fetching: now?.fetching != null,
  trouble: now?.trouble ?? null,
  failingSince: now?.failingSince ?? null,
  hasOrigin: stored?.settings.source.kind === 'clone' || (now?.facts?.hasOrigin ?? false),
  shallow: now?.facts?.shallow ?? false,
  folder,
  me: stored?.settings.me ?? now?.facts?.identity ?? null,
});
