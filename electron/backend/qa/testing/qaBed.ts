import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { StatusId } from '../../../../shared/backlog/workflow.ts';
import { type ItemId, ProjectId, Revision, WindowId } from '../../../../shared/ids.ts';
import type { TestCaseFields } from '../../../../shared/qa/testCase.ts';
import { createApiInterceptor } from '../../apiErrors.ts';
import { createCommentActTable, listComments } from '../../backlog/commentTable.ts';
import { fileItem, reopenItem } from '../../backlog/fileItem.ts';
import { createItemActTable } from '../../backlog/itemActTable.ts';
import { findItemBySource, listStoredItems, readItem } from '../../backlog/itemTable.ts';
import { createPlanningActTable, planningSettingsOf } from '../../backlog/planningTable.ts';
import { createActs } from '../../db/acts.ts';
import type { ActTables } from '../../db/actTable.ts';
import { listLedger } from '../../db/ledgerTable.ts';
import { openStateDatabase } from '../../db/openStateDatabase.ts';
import { databaseFolder } from '../../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../../live/createChangeFeed.ts';
import { getProject, getProjectKey, insertProject } from '../../projects/projectTable.ts';
import { createQa } from '../createQa.ts';
import type { QaDeps, QaRepository } from '../qaDeps.ts';
import { qaRepository } from '../qaRepository.ts';

export const project = ProjectId.parse('00000000-0000-4000-8000-0000000000b1');
export const window = WindowId.parse('00000000-0000-4000-8000-0000000000b2');
export const revision = Revision.parse('4f2a9c1d'.repeat(5));

export const sampleCase = (over: Partial<TestCaseFields> = {}): TestCaseFields => ({
  category: 'unit',
  title: 'Log in with a good password',
  steps: '',
  required: true,
  match: null,
  owner: null,
  ...over,
});

const sampleItems = (db: QaDeps['db'], acts: Pick<QaDeps['items'], 'commit'>): QaDeps['items'] => {
  const filing = { db, keyOf: (id: ProjectId) => getProjectKey(db, id), timeZone: 'UTC', isClosedSprint: () => false };
  return {
    commit: acts.commit,
    settings: (id) => planningSettingsOf(db, id, 'UTC'),
    projectKey: filing.keyOf,
    read: (id) => readItem(db, id),
    bySource: (id, source) => findItemBySource(db, id, source),
    isMember: () => false,
    file: (edit, item) => fileItem(filing, edit, item),
    reopen: (edit, item, reason) => reopenItem(filing, edit, item, reason),
  };
};

/** QA on a database of its own, with the real backlog under it; `over` puts real things into the place of what it does not need. */
export const qaBed = (over: Partial<QaDeps> = {}, of: string | null = null) => {
  const folder = databaseFolder();
  // `of`: the data folder of a bed that was killed.
  const dir = of ?? folder.dir;
  const { db } =
    of === null
      ? folder.open()
      : openStateDatabase({ ...folder, path: join(of, 'pitwall.db'), backupsDir: join(of, 'backups') });
  if (getProject(db, project) === null)
    insertProject(db, { id: project, name: 'Sample', key: 'SA', description: '', practice: false, createdAt: 1 });
  const feed = createChangeFeed(0);
  const acts = createActs({
    db,
    tables: {
      item: createItemActTable(db, { keyOf: (id) => getProjectKey(db, id), sprintOf: () => null, timeZone: 'UTC' }),
      comment: createCommentActTable(db),
      planning: createPlanningActTable(db, 'UTC'),
    } as unknown as ActTables,
    clock: folder.clock,
    actor: 'lead@desk',
    startedAt: 0,
    publish: feed.publish,
    afterChanges: () => {},
  });
  const deps: QaDeps = {
    db,
    feed,
    clock: folder.clock,
    log: folder.log,
    actor: 'lead@desk',
    folder: join(dir, 'tests'),
    env: { PATH: process.env.PATH },
    hasProject: (id) => getProject(db, id) !== null,
    isPractice: () => false,
    hasRepository: () => false,
    repositoryOf: () => null,
    environmentOf: () => null,
    connect: () => Promise.reject(new Error('there is no server here')),
    spendReserve: (work) => work(),
    secretsOf: () => [],
    items: sampleItems(db, acts),
    ...over,
  };
  let qa = createQa(deps);
  const clientOf = (which: typeof qa) =>
    createRouterClient(which.router, { interceptors: [createApiInterceptor(folder.log, () => 'id')] });
  return {
    ...folder,
    dir,
    db,
    deps,
    get qa() {
      return qa;
    },
    get client() {
      return clientOf(qa);
    },
    /** As after a start of Pitwall on the same data; what goes on is left as after a kill. */
    restart: async () => {
      qa = createQa(deps);
      await qa.start();
    },
    close: async () => {
      await qa.dispose();
      db.close();
      folder.remove();
      rmSync(dir, { recursive: true, force: true });
    },
    items: () => listStoredItems(db, project),
    comments: () => listStoredItems(db, project).flatMap(({ id }) => listComments(db, id)),
    setStatus: (id: ItemId, status: string) =>
      acts.commit({ project, window }, (edit) => ({
        result: edit.update('item', id, {
          status: status as StatusId,
          endedAt: folder.clock.now(),
          triage: null,
          statusReason: 'so',
        }),
        act: { verb: 'item.edit', entity: 'item', id, summary: 'Change it' },
      })),
    ledger: () => listLedger(db, { project: null, before: null, limit: 500 }).map(({ summary }) => summary),
  };
};
export type QaBed = ReturnType<typeof qaBed>;

/** What the client throws. */
export const failureOf = async (asked: Promise<unknown>): Promise<{ code: string; message: string; data: never }> => {
  try {
    await asked;
  } catch (error) {
    return error as { code: string; message: string; data: never };
  }
  throw new Error('nothing was refused');
};

/** Sends a report as a page does, in one piece. */
export const sendReport = async (bed: QaBed, run: never | null, fileName: string, bytes: Buffer) => {
  const { upload } = await bed.client.openUpload({ project, run, fileName, bytes: bytes.length });
  if (bytes.length > 0) await bed.client.appendUpload({ upload, base64: bytes.toString('base64') });
  return await bed.client.readUpload({ upload });
};

/** A git repository with one commit of these files, and what QA asks of it: all by the real git. */
export const realRepository = (
  dir: string,
  files: Readonly<Record<string, string>>,
): { readonly repository: QaRepository; readonly revision: Revision; readonly git: (...args: string[]) => string } => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', dir, '-c', 'user.name=Sample', '-c', 'user.email=sample@example.com', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  mkdirSync(dir, { recursive: true });
  git('init', '-q', '-b', 'main');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  git('add', '-A');
  git('commit', '-q', '-m', 'Sample files');
  return {
    git,
    revision: Revision.parse(git('rev-parse', 'HEAD')),
    repository: qaRepository(dir, { ref: 'refs/heads/main', name: 'main' }),
  };
};
