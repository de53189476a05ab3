import { implement } from '@orpc/server';
import { ledgerContract } from '../../../shared/ledger/contract.ts';
import type { Database } from '../db/database.ts';
import { listLedger } from '../db/ledgerTable.ts';

export const createLedgerHandlers = ({ db }: { readonly db: Database }) => {
  const os = implement(ledgerContract);
  return os.router({
    list: os.list.handler(({ input }) => {
      const entries = listLedger(db, { ...input, limit: input.limit + 1 });
      return { entries: entries.slice(0, input.limit), more: entries.length > input.limit };
    }),
  });
};
