import { writeSync } from 'node:fs';
import { systemClock } from '../../systemClock.ts';
import { appendLedger } from '../ledgerTable.ts';
import { openStateDatabase } from '../openStateDatabase.ts';

/** A process that changes the database as a command does, a state and its ledger line in one transaction, and says each number once it is
 * committed; it ends by being killed. */
const [path = '', backupsDir = ''] = process.argv.slice(2);
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const { db } = openStateDatabase({ path, backupsDir, clock: systemClock, log: quiet });

const change = db.transaction((n: number) => {
  db.prepare(`INSERT INTO setting VALUES ('n', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`).run(
    String(n),
  );
  const summary = `${n} ${'x'.repeat(n % 5000)}`;
  appendLedger(db, {
    at: n,
    actor: 'a@b',
    verb: 'test',
    entity: 'x',
    entityId: String(n),
    projectId: null,
    summary,
    inverse: { n },
  });
});
const before = db.prepare<[], string>(`SELECT value FROM setting WHERE name = 'n'`).pluck().get() ?? '0';
for (let n = Number(before) + 1; ; n += 1) {
  change.immediate(n);
  writeSync(1, `${n}\n`);
}
