import { expect, it } from 'vitest';
import { planningBed } from '../backlog/testing/planningBed.ts';
import { appendLedger } from '../db/ledgerTable.ts';

it('pages through the history, newest first, and says when there is no more', async () => {
  const at = planningBed();
  try {
    for (let n = 1; n <= 5; n += 1)
      appendLedger(at.db, {
        at: n,
        actor: 'a@b',
        verb: 'run.start',
        entity: 'run',
        entityId: String(n),
        projectId: null,
        summary: `Deploy ${n}`,
        inverse: null,
      });
    const client = at.ledger;
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

it('P13 tells everything that was done to one thing, with what changed', async () => {
  const at = planningBed();
  try {
    const item = await at.create({ title: 'One' });
    await at.backlog.edit({ window: at.window, items: [item.id], patch: { title: 'Two', estimate: 3 } });
    await at.backlog.comment({ window: at.window, item: item.id, text: 'Noted.' });
    const { entries, more } = await at.ledger.history({ entity: 'item', id: item.id, before: null, limit: 10 });
    expect(more).toBe(false);
    expect(entries.map(({ summary, change }) => [summary, change.kind])).toEqual([
      ['Change TR-1: title, estimate', 'update'],
      ['Create TR-1: One', 'insert'],
    ]);
    expect(entries[0]?.change).toEqual({
      kind: 'update',
      before: { title: 'One', estimate: null },
      after: { title: 'Two', estimate: 3 },
    });
  } finally {
    at.remove();
  }
});
