import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { type ItemId, type MemberId, ProjectId, type Revision, WindowId } from '../../../../shared/ids.ts';
import type { PatternReport } from '../../../../shared/patterns/patternReport.ts';
import type { ChangeId, MergeMethod } from '../../../../shared/reviews/change.ts';
import type { ListedChange } from '../../../../shared/reviews/contract.ts';
import type { Person } from '../../../../shared/reviews/person.ts';
import { createApiInterceptor } from '../../apiErrors.ts';
import { fileItem } from '../../backlog/fileItem.ts';
import { createItemActTable } from '../../backlog/itemActTable.ts';
import { listStoredItems, readItem } from '../../backlog/itemTable.ts';
import { createPlanningActTable } from '../../backlog/planningTable.ts';
import { createActs } from '../../db/acts.ts';
import type { ActTables } from '../../db/actTable.ts';
import { listLedger } from '../../db/ledgerTable.ts';
import { databaseFolder } from '../../db/testing/databaseFolder.ts';
import { listRefs } from '../../git/listRefs.ts';
import { pushRef } from '../../git/pushRef.ts';
import { originRef } from '../../git/refName.ts';
import { runGit } from '../../git/runGit.ts';
import { makeGitBed } from '../../git/testing/gitBed.ts';
import { createChangeFeed } from '../../live/createChangeFeed.ts';
import { getProjectKey, insertProject } from '../../projects/projectTable.ts';
import { createReviews } from '../createReviews.ts';
import type { ReviewDeps } from '../reviewDeps.ts';
import type { ReviewRepository } from '../reviewRepository.ts';

export const project = ProjectId.parse('00000000-0000-4000-8000-0000000000c1');
export const window = WindowId.parse('00000000-0000-4000-8000-0000000000c2');
export const lead: Person = { name: 'Lea Lead', email: 'lead@example.com' };

/** A report of the pattern rules that finds nothing. */
export const quietReport = (head: Revision, mergeBase: Revision): PatternReport => ({
  head,
  mergeBase,
  rulesVersion: '1',
  engines: { ruff: '0', pitwall: '0' },
  findings: [],
  suppressions: [],
  unparsable: [],
  files: 1,
  excluded: 0,
  notices: [],
});

/** Reviews on a real database, a real origin, a working clone of somebody's and a bare clone of Pitwall's. */
export const reviewBed = async (over: Partial<ReviewDeps> & { readonly method?: MergeMethod } = {}) => {
  const folder = databaseFolder();
  const { db } = folder.open();
  insertProject(db, { id: project, name: 'Sample', key: 'SA', description: '', practice: false, createdAt: 1 });
  const git = makeGitBed();
  const dir = join(git.dir, 'pitwall.git');
  git.commit('Begin', { 'app/main.py': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n', 'docs/a.md': 'words\n' });
  git.git(['push', '--quiet', 'origin', 'main']);
  git.git(['init', '--quiet', '--bare', dir], git.dir);
  git.git(['remote', 'add', 'origin', git.origin], dir);
  const feed = createChangeFeed(0);
  const acts = createActs({
    db,
    tables: {
      item: createItemActTable(db, { keyOf: (id) => getProjectKey(db, id), sprintOf: () => null, timeZone: 'UTC' }),
      planning: createPlanningActTable(db, 'UTC'),
    } as unknown as ActTables,
    clock: folder.clock,
    actor: 'lead@desk',
    startedAt: 0,
    publish: feed.publish,
    afterChanges: () => {},
  });
  const filing = { db, keyOf: (id: ProjectId) => getProjectKey(db, id), timeZone: 'UTC', isClosedSprint: () => false };
  let me: Person | null = lead;
  let method: MergeMethod = over.method ?? 'merge';
  let queue: Promise<unknown> = Promise.resolve();
  let beforePublish: () => void | Promise<void> = () => {};
  let afterPublish: () => void | Promise<void> = () => {};
  const repository = (): ReviewRepository => ({
    dir,
    base: 'main',
    mergeMethod: method,
    me,
    branches: async () =>
      (await listRefs({ dir }, ['refs/remotes/origin'])).map(({ ref, head }) => ({
        name: ref.slice('refs/remotes/origin/'.length),
        head,
      })),
    exclusive: (work) => {
      const done = queue.then(work);
      queue = done.catch(() => {});
      return done;
    },
    fetch: async () => {
      await runGit({ dir, args: ['fetch', '--quiet', '--prune', 'origin', '+refs/heads/*:refs/remotes/origin/*'] });
    },
    mayPublish: async () => {},
    publish: async (commit, expected, from) => {
      await beforePublish();
      const unmoved = { branch: from.name, at: from.head };
      await pushRef({ dir }, { branch: 'main', to: commit, expected, unmoved });
      await afterPublish();
      await runGit({ dir, args: ['update-ref', originRef('main'), commit] });
    },
  });
  const merged: string[] = [];
  const members = new Map<
    string,
    { readonly projectId: ProjectId; readonly name: string; readonly email: string | null }
  >();
  const deps: ReviewDeps = {
    db,
    feed,
    clock: folder.clock,
    log: folder.log,
    actor: 'lead@desk',
    hasProject: (id) => id === project,
    repositoryOf: (id) => (id === project ? repository() : null),
    memberOf: (id) => members.get(id) ?? null,
    items: {
      commit: acts.commit,
      ofBranch: (_project, branch) => {
        const item = listStoredItems(db, project).find(({ number }) => branch.includes(`SA-${number}-`));
        return item === undefined ? null : { id: item.id, key: `SA-${item.number}`, title: item.title };
      },
      keyOf: (id: ItemId) => {
        const item = readItem(db, id);
        return item === null ? null : `SA-${item.number}`;
      },
      fileFollowUp: (edit, { externalId, ...item }) =>
        fileItem(filing, edit, { ...item, kind: 'debt', urgency: null, source: { system: 'override', externalId } }),
    },
    checkPatterns: async ({ head, base }) => quietReport(head, base),
    coverageOf: () => Promise.resolve({ files: [], reports: [], at: 1 }),
    testsOf: () => null,
    githubOf: () => null,
    readGithub: async () => {},
    onMerged: ({ branch }) => void merged.push(branch),
    ...over,
  };
  let reviews = createReviews(deps);
  const clientOf = () =>
    createRouterClient(reviews.router, { interceptors: [createApiInterceptor(folder.log, () => 'id')] });
  const fetch = async (): Promise<void> => {
    git.git(['fetch', '--quiet', '--prune', 'origin', '+refs/heads/*:refs/remotes/origin/*'], dir);
    await reviews.onFetched(project);
  };
  const push = (branch: string): void => void git.git(['push', '--quiet', '--force', 'origin', branch]);
  const list = async (state: 'open' | 'merged' | 'abandoned' = 'open'): Promise<readonly ListedChange[]> =>
    (await clientOf().list({ project, state, before: null, limit: 50 })).changes;
  /** The one change of a branch. */
  const changeOf = async (branch: string, state: 'open' | 'merged' | 'abandoned' = 'open'): Promise<ListedChange> => {
    const found = (await list(state)).find((change) => change.branch === branch);
    if (found === undefined) throw new Error(`there is no ${state} change of ${branch}`);
    return found;
  };
  return {
    ...folder,
    ...git,
    dataDir: folder.dir,
    pitwall: dir,
    db,
    deps,
    acts,
    filing,
    feed,
    merged,
    get client() {
      return clientOf();
    },
    get reviews() {
      return reviews;
    },
    fetch,
    push,
    list,
    changeOf,
    be: (person: Person | null) => {
      me = person;
    },
    mergeBy: (by: MergeMethod) => {
      method = by;
    },
    onPublish: (before: () => void | Promise<void>, after: () => void | Promise<void> = () => {}) => {
      beforePublish = before;
      afterPublish = after;
    },
    member: (id: MemberId, name: string, email: string | null) =>
      void members.set(id, { projectId: project, name, email }),
    /** Begins a branch from main with a commit, pushes and fetches it. */
    branch: async (
      name: string,
      files: Readonly<Record<string, string | Uint8Array | null>>,
      subject = 'Work',
    ): Promise<Revision> => {
      git.git(['checkout', '--quiet', '-B', name, 'main']);
      const head = git.commit(subject, files);
      push(name);
      await fetch();
      return head;
    },
    /** A gate that only wants an approval and no veto, so that a test is about those. */
    simpleGate: async (): Promise<void> => {
      const { version, requirements } = await clientOf().settings({ project });
      await clientOf().saveSettings({
        project,
        seen: version,
        template: { items: [] },
        requirements: requirements.filter(({ id }) => ['approved', 'no-veto', 'mergeable'].includes(id)),
      });
    },
    /** As after a start of Pitwall on the same data. */
    restart: () => {
      reviews = createReviews(deps);
    },
    ledger: () => listLedger(db, { project, before: null, limit: 500 }),
    items: () => listStoredItems(db, project),
    whole: (change: ChangeId) => clientOf().change({ change }),
    close: async () => {
      await reviews.dispose();
      folder.remove();
      git.remove();
    },
  };
};
export type ReviewBed = Awaited<ReturnType<typeof reviewBed>>;
