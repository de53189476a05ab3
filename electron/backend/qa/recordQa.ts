import type { ProjectId } from '../../../shared/ids.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { QaDeps } from './qaDeps.ts';

/** A line of the ledger about a change of QA. */
export interface QaLine {
  /** e.g. `qa.mark`. */
  readonly verb: string;
  readonly entity: string;
  readonly id: string;
  readonly summary: string;
  /** Who did it, when it was not the person at the window. */
  readonly actor?: string;
}

/** Changes QA: the work and its line in the ledger are one transaction; the pages hear of it afterwards. */
export const recordQa = <Result>(
  { db, clock, actor, feed }: Pick<QaDeps, 'db' | 'clock' | 'actor' | 'feed'>,
  project: ProjectId,
  line: QaLine,
  work: () => Result,
): Result => {
  const result = db
    .transaction(() => {
      const result = work();
      appendLedger(db, {
        at: clock.now(),
        actor: line.actor ?? actor,
        verb: line.verb,
        entity: line.entity,
        entityId: line.id,
        projectId: project,
        summary: line.summary.slice(0, 1000),
        inverse: null,
      });
      return result;
    })
    .immediate();
  feed.publish('qa', project);
  feed.publish('ledger', null);
  return result;
};
