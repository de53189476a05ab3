import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RepositoryView } from '../../../shared/branches/contract.ts';
import { nextFetchIn } from '../../../shared/branches/nextFetchIn.ts';
import type { RepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import { Failure } from '../../../shared/errors.ts';
import { ProjectId } from '../../../shared/ids.ts';
import { fetchOrigin } from '../git/fetchOrigin.ts';
import type { GitConfig } from '../git/gitEnvironment.ts';
import { repositoryFacts } from '../git/repositoryFacts.ts';
import type { BranchDeps } from './branchDeps.ts';
import { cloneRepository, clonesIn, sweepUnfinished } from './cloneRepository.ts';
import { type OpenRepository, openRepository } from './openRepository.ts';
import { pushWaiting } from './pushWaiting.ts';
import { recordRepository } from './recordRepository.ts';
import { type Going, repositoryState } from './repositoryState.ts';
import { deleteRepository, getRepository, isCloned, putRepository, type StoredRepository } from './repositoryTable.ts';
import { tokenConfig, tokenName } from './repositoryTokens.ts';
import { removeStaleLocks } from './staleLocks.ts';
import { troubleOf } from './troubleOf.ts';
import { createTurns } from './turns.ts';

/** The repositories of all projects: cloned, fetched on a timer, locked while they are written. */
export const createRepositories = (deps: BranchDeps) => {
  const { db, feed, clock, log } = deps;
  const going = new Map<ProjectId, Going>();
  const turns = createTurns();
  const listeners: ((project: ProjectId) => Promise<void>)[] = [];
  let ended = false;

  const folderOf = ({ projectId, settings: { source } }: StoredRepository): string =>
    source.kind === 'folder' ? source.path : join(deps.folder, projectId);
  const configOf = ({ projectId, settings: { source } }: StoredRepository): GitConfig =>
    source.kind === 'clone' ? tokenConfig(source.url, deps.vault.get(tokenName(projectId, 'https'))) : [];

  const stateOf = (project: ProjectId): Going => {
    let found = going.get(project);
    if (found === undefined) {
      found = {
        ending: new AbortController(),
        fetching: null,
        work: null,
        cancelClone: null,
        progress: null,
        trouble: null,
        failingSince: null,
        failures: 0,
        facts: null,
      };
      going.set(project, found);
    }
    return found;
  };
  const changed = (project: ProjectId) => feed.publish('repository', project);
  const exclusive =
    (stored: StoredRepository) =>
    <Result>(work: () => Promise<Result>): Promise<Result> =>
      turns(folderOf(stored), work);

  /** Clones what is not cloned yet; true when it did. */
  const ensureClone = async (stored: StoredRepository, now: Going): Promise<boolean> => {
    const { source } = stored.settings;
    if (source.kind === 'folder' || isCloned(stored)) return false;
    const cancelling = new AbortController();
    now.cancelClone = () =>
      cancelling.abort(
        new Failure('REFUSED', 'The clone was cancelled.', { act: 'Fetch to clone again, or change the address.' }),
      );
    now.progress = 'Asking the git server';
    changed(stored.projectId);
    let told = 0;
    try {
      await cloneRepository({
        folder: folderOf(stored),
        url: source.url,
        config: configOf(stored),
        signal: AbortSignal.any([cancelling.signal, now.ending.signal]),
        onProgress: (line) => {
          now.progress = line;
          // Twice a second is as fast as anybody reads.
          if (clock.monotonic() - told < 500) return;
          told = clock.monotonic();
          changed(stored.projectId);
        },
      });
    } finally {
      now.cancelClone = null;
      now.progress = null;
    }
    const after = getRepository(db, stored.projectId);
    if (after !== null) putRepository(db, { ...after, clonedUrl: source.url });
    return true;
  };

  const fetchNow = async (project: ProjectId): Promise<void> => {
    const stored = getRepository(db, project);
    if (stored === null) throw noRepository();
    const now = stateOf(project);
    const { signal } = now.ending;
    const dir = folderOf(stored);
    try {
      await exclusive(stored)(async () => {
        // Once after a start, and after whatever a lock may have been the reason of.
        if (stored.settings.source.kind === 'clone' && (now.facts === null || now.failures > 0)) {
          const locks = removeStaleLocks(dir, clock.now());
          if (locks.length > 0) log.warn('locks of a git that was killed were removed', { project, locks });
        }
        const cloned = await ensureClone(stored, now);
        now.facts = await repositoryFacts({ dir, signal });
        if (!cloned && now.facts.hasOrigin)
          await fetchOrigin(
            { dir, signal },
            { config: configOf(stored), own: stored.settings.source.kind === 'clone' },
          );
        if (stored.settings.source.kind === 'clone') await pushWaiting({ dir, signal }, configOf(stored));
      });
      const after = getRepository(db, project);
      if (after !== null) putRepository(db, { ...after, fetchedAt: clock.now() });
      now.trouble = null;
      now.failingSince = null;
      now.failures = 0;
    } catch (error) {
      if (signal.aborted) throw error;
      if (!(error instanceof Failure))
        log.error('a repository could not be fetched', { project, error: String(error) });
      now.trouble = troubleOf(error);
      now.failingSince ??= clock.now();
      now.failures += 1;
      throw error;
    }
  };

  /** One fetch at a time: who asks while one goes on waits for that one. */
  const fetchOnly = (project: ProjectId): Promise<void> => {
    const now = stateOf(project);
    if (now.fetching !== null) return now.fetching;
    const fetching = fetchNow(project).finally(() => {
      now.fetching = null;
      changed(project);
    });
    now.fetching = fetching;
    changed(project);
    return fetching;
  };

  /** A fetch and what follows from it, one after the other. */
  const fetchAndFollow = (project: ProjectId): Promise<void> => {
    const now = stateOf(project);
    if (now.work !== null) return now.work;
    const follow = async (): Promise<void> => {
      await fetchOnly(project);
      for (const listener of listeners)
        await listener(project).catch((error: unknown) => {
          if (!now.ending.signal.aborted)
            log.warn('what follows a fetch did not work', { project, error: String(error) });
        });
    };
    const work = follow().finally(() => {
      now.work = null;
      changed(project);
    });
    now.work = work;
    return work;
  };

  const keepFetched = async (project: ProjectId, delay: number): Promise<void> => {
    const now = stateOf(project);
    const { signal } = now.ending;
    for (let wait = delay; !signal.aborted; ) {
      await clock.sleep(wait, signal);
      await fetchAndFollow(project).catch(() => {});
      const stored = getRepository(db, project);
      if (stored === null || !deps.hasProject(project)) return;
      wait = nextFetchIn(stored.settings.fetchEverySeconds, now.failures, deps.random());
    }
  };

  /** Begins the timer anew; the first fetch is after `delay`. */
  const begin = (project: ProjectId, delay: number): void => {
    if (ended) return;
    end(project);
    keepFetched(project, delay).catch(() => {});
  };
  const end = (project: ProjectId): void => {
    const before = going.get(project);
    going.delete(project);
    before?.ending.abort(
      new Failure('REFUSED', 'The repository was changed or forgotten meanwhile.', {
        act: 'Fetch again if it is still there.',
      }),
    );
  };

  const read = (project: ProjectId): RepositoryView => {
    const stored = getRepository(db, project);
    const now = going.get(project);
    const tokens = {
      https: deps.vault.get(tokenName(project, 'https')) !== null,
      github: deps.vault.get(tokenName(project, 'github')) !== null,
    };
    return {
      settings: stored?.settings ?? null,
      version: stored?.version ?? 0,
      tokens,
      state: repositoryState(stored, now, stored === null ? null : folderOf(stored)),
    };
  };
  const save = (project: ProjectId, seen: number, settings: RepositorySettings): RepositoryView => {
    const before = getRepository(db, project);
    if ((before?.version ?? 0) !== seen)
      throw new Failure('CONFLICT', 'The repository’s settings were changed in another window in between.', {
        act: 'Look at what stands there now, then change it again.',
        changes: before === null ? [] : [`The settings are now: ${JSON.stringify(before.settings).slice(0, 500)}`],
      });
    if (JSON.stringify(before?.settings) === JSON.stringify(settings)) return read(project);
    const moved = JSON.stringify(before?.settings.source) !== JSON.stringify(settings.source);
    const source = settings.source.kind === 'clone' ? settings.source.url : settings.source.path;
    const summary = before === null ? `Take ${source} as the repository` : 'Change the settings of the repository';
    recordRepository(deps, project, { verb: 'repository.save', summary }, () => {
      // What was seen in another repository says nothing about this one.
      if (moved) deleteRepository(db, project);
      putRepository(db, {
        projectId: project,
        settings,
        version: seen + 1,
        clonedUrl: moved ? null : (before?.clonedUrl ?? null),
        fetchedAt: moved ? null : (before?.fetchedAt ?? null),
        lookedAt: moved ? null : (before?.lookedAt ?? null),
      });
    });
    begin(project, 0);
    return read(project);
  };

  const removeClone = (project: ProjectId): void => {
    rmSync(join(deps.folder, project), { recursive: true, force: true, maxRetries: 3 });
  };
  const remove = async (project: ProjectId): Promise<void> => {
    const stored = getRepository(db, project);
    if (stored === null) return;
    end(project);
    recordRepository(deps, project, { verb: 'repository.remove', summary: 'Forget the repository' }, () =>
      deleteRepository(db, project),
    );
    await exclusive(stored)(async () => removeClone(project));
  };

  /** The repository when it can be worked with; null when there is none or it is not cloned yet. */
  const handleOf = (project: ProjectId): OpenRepository | null => {
    const stored = getRepository(db, project);
    if (stored === null || !isCloned(stored)) return null;
    return openRepository({
      stored,
      dir: folderOf(stored),
      facts: going.get(project)?.facts ?? null,
      config: configOf(stored),
      exclusive: exclusive(stored),
      fetch: () => fetchOnly(project),
    });
  };

  return {
    read,
    save,
    remove,
    /** Fetches, and resolves when everybody has looked at what is new. */
    fetch: fetchAndFollow,
    /** Fetches, and waits for nobody. */
    fetchOnly,
    changed,
    handleOf,
    cancelClone: (project: ProjectId) => going.get(project)?.cancelClone?.(),
    /** Calls back after every fetch that worked, in the order of asking; the next fetch waits for it. */
    onFetched: (listener: (project: ProjectId) => Promise<void>) => void listeners.push(listener),
    start: (): void => {
      sweepUnfinished(deps.folder, log);
      // Spread out: many projects must not ask one server in one moment.
      for (const project of deps.projects())
        if (getRepository(db, project) !== null) begin(project, 500 + deps.random() * 5000);
    },
    dispose: async (): Promise<void> => {
      ended = true;
      const works = [...going.values()].flatMap(({ fetching, work }) => [fetching, work]);
      for (const project of [...going.keys()]) end(project);
      await Promise.allSettled(works);
    },
    /** Ends the work for projects that are deleted, and removes their clones. */
    sweep: (): void => {
      for (const project of [...going.keys()]) if (!deps.hasProject(project)) end(project);
      for (const name of clonesIn(deps.folder)) {
        const project = ProjectId.safeParse(name).data;
        if (project !== undefined && !deps.hasProject(project))
          void turns(join(deps.folder, project), async () => removeClone(project)).catch(() => {});
      }
    },
  };
};
export type Repositories = ReturnType<typeof createRepositories>;

export const noRepository = (): Failure =>
  new Failure('REFUSED', 'The project has no repository yet, or its clone is not done.', {
    act: 'Name the repository in the settings of the branches, or wait for the clone.',
  });
