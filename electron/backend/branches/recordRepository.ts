import type { ProjectId } from '../../../shared/ids.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { BranchDeps } from './branchDeps.ts';

/** Changes a repository or its branches: the work and its line in the ledger are one transaction; the pages hear of it afterwards. */
export const recordRepository = (
  { db, clock, actor, feed }: Pick<BranchDeps, 'db' | 'clock' | 'actor' | 'feed'>,
  project: ProjectId,
  { verb, summary }: { readonly verb: string; readonly summary: string },
  work: () => void = () => {},
): void => {
  db.transaction(() => {
    work();
    appendLedger(db, {
      at: clock.now(),
      actor,
      verb,
      entity: 'repository',
      entityId: project,
      projectId: project,
      summary: summary.replace(/\p{Cc}/gu, ' ').slice(0, 1000),
      inverse: null,
    });
  }).immediate();
  feed.publish('repository', project);
  feed.publish('ledger', null);
};
