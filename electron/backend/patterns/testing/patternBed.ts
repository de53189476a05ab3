import { createRouterClient } from '@orpc/server';
import { ProjectId } from '../../../../shared/ids.ts';
import { createApiInterceptor } from '../../apiErrors.ts';
import { listLedger } from '../../db/ledgerTable.ts';
import { databaseFolder } from '../../db/testing/databaseFolder.ts';
import { listRefs } from '../../git/listRefs.ts';
import { needRevision } from '../../git/resolveRevision.ts';
import { makeGitBed } from '../../git/testing/gitBed.ts';
import { insertProject } from '../../projects/projectTable.ts';
import { createPatterns } from '../createPatterns.ts';
import type { PatternRepository } from '../patternDeps.ts';

export const project = ProjectId.parse('00000000-0000-4000-8000-0000000000c1');

/** Pattern rules on a real database and a real repository. */
export const patternBed = () => {
  const git = makeGitBed();
  const folder = databaseFolder();
  const { clock, log } = folder;
  const { db } = folder.open();
  insertProject(db, { id: project, name: 'Sample', key: 'SA', description: '', practice: false, createdAt: 1 });
  const changes: string[] = [];
  const repository: PatternRepository = {
    dir: `${git.work}/.git`,
    base: 'main',
    baseHead: (signal) => needRevision({ dir: git.work, signal }, 'refs/heads/main'),
    branches: async (signal) =>
      (await listRefs({ dir: git.work, signal }, ['refs/heads'])).map(({ ref, head }) => ({
        name: ref.slice('refs/heads/'.length),
        head,
      })),
  };
  const patterns = createPatterns({
    ...{ db, clock, log, actor: 'sample@machine' },
    feed: { publish: (entity) => void changes.push(entity) },
    hasProject: (id) => id === project,
    repositoryOf: () => repository,
    onChanged: (id) => void changes.push(`judged by ${id}`),
  });
  const client = createRouterClient(patterns.router, { interceptors: [createApiInterceptor(log, () => 'id')] });
  return {
    git,
    db,
    patterns,
    client,
    changes,
    ledger: () => listLedger(db, { project, before: null, limit: 50 }).map(({ summary }) => summary),
    end: async () => {
      await patterns.dispose();
      folder.remove();
      git.remove();
    },
  };
};
