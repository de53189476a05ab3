import { implement } from '@orpc/server';
import { ledgerContract } from '../../../shared/ledger/contract.ts';
import type { Acts } from '../db/acts.ts';
import { listHistory } from '../db/changeTable.ts';
import type { Database } from '../db/database.ts';
import { listLedger } from '../db/ledgerTable.ts';

export interface LedgerHandlersDeps {
  readonly db: Database;
  readonly acts: Pick<Acts, 'undo' | 'redo' | 'state'>;
}

/** The first entries, and whether there are more. */
const pageOf = <Entry>(entries: readonly Entry[], limit: number) => ({
  entries: entries.slice(0, limit),
  more: entries.length > limit,
});

/** What the `ledger` contract can do. */
export const createLedgerHandlers = ({ db, acts }: LedgerHandlersDeps) => {
  const os = implement(ledgerContract);
  return os.router({
    list: os.list.handler(({ input }) => pageOf(listLedger(db, { ...input, limit: input.limit + 1 }), input.limit)),
    history: os.history.handler(({ input }) =>
      pageOf(listHistory(db, { ...input, limit: input.limit + 1 }), input.limit),
    ),
    undoState: os.undoState.handler(({ input }) => acts.state(input)),
    undo: os.undo.handler(({ input }) => acts.undo(input)),
    redo: os.redo.handler(({ input }) => acts.redo(input)),
  });
};
