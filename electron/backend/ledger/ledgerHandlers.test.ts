import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import { appendLedger } from '../db/ledgerTable.ts';
import { databaseFolder } from '../db/testing/databaseFolder.ts';
import { createLedgerHandlers } from './ledgerHandlers.ts';

it('pages through the history, newest first, and says when there is no more', async () => {
  const at = databaseFolder();
  try {
    const { db } = at.open();
    for (let n = 1; n <= 5; n += 1)
      appendLedger(db, {
        at: n,
        actor: 'a@b',
        verb: 'run.start',
        entity: 'run',
        entityId: String(n),
        projectId: null,
        summary: `Deploy ${n}`,
        inverse: null,
      });
    const client = createRouterClient(createLedgerHandlers({ db }));
    const seen: string[] = [];
    let before: number | null = null;
    for (let more = true; more; ) {
      const page = await client.list({ project: null, before, limit: 2 });
      seen.push(...page.entries.map(({ summary }) => summary));
      before = page.entries.at(-1)?.sequence ?? null;
      ({ more } = page);
    }
    expect(seen).toEqual(['Deploy 5', 'Deploy 4', 'Deploy 3', 'Deploy 2', 'Deploy 1']);
    await expect(client.list({ project: null, before: null, limit: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  } finally {
    at.remove();
  }
});
