import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { databaseFolder } from '../db/testing/databaseFolder.ts';

/** A round starts a process and takes about a second; PITWALL_KILLS=200 does it as often as the promise says. */
const ROUNDS = Number(process.env.PITWALL_KILLS ?? 12);
/** The transactions of one alert take about so long, in milliseconds. */
const AROUND = 12;

/** Starts the process, kills it at a random moment around an alert, and gives the last one it said was written. */
const killOne = async (dir: string, acknowledged: number): Promise<number> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/steadyAlerts.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const over = Promise.all([
    new Promise((done) => child.once('close', done)),
    new Promise((done) => lines.once('close', done)),
  ]);
  const enough = acknowledged + 1 + Math.floor(Math.random() * 4);
  let last = acknowledged;
  lines.on('line', (line) => {
    const [said, number] = line.split(' ');
    if (said === 'opened') last = Number(number);
    else if (Number(number) === enough) setTimeout(() => child.kill('SIGKILL'), Math.random() * AROUND);
  });
  await over;
  return last;
};

it(`M8 has for each alert one item and no item without its alert, however often it is killed in between (${ROUNDS} times)`, {
  timeout: 30_000 + ROUNDS * 10_000,
}, async () => {
  const at = databaseFolder();
  try {
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged = await killOne(at.dir, acknowledged);
      const { db, notices } = at.open();
      const ask = <T>(sql: string): readonly T[] => db.prepare<[], T>(sql).pluck().all();
      expect(notices).toEqual([]);
      const numbers = ask<string>(`SELECT subject FROM alert WHERE name = 'New exception' ORDER BY sequence`);
      expect(numbers.map(Number)).toEqual(Array.from({ length: numbers.length }, (_, n) => n + 1));
      expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
      // Each alert with the one item of its cause, which waits in the inbox; the causes are as many as the items.
      const withItem = `FROM alert JOIN item ON item.id = alert.item_id AND item.source_system = 'alert'
        AND item.source_id = alert.environment_id || '/' || alert.rule_id || iif(alert.subject = '', '', ' ' || alert.subject)`;
      const alerts = ask<number>('SELECT count(*) FROM alert')[0];
      expect(ask(`SELECT count(*) ${withItem} WHERE json_extract(item.triage, '$.state') = 'waiting'`)).toEqual([
        alerts,
      ]);
      const items = ask<number>('SELECT count(*) FROM item')[0] ?? 0;
      expect(ask(`SELECT count(DISTINCT item.id) ${withItem}`)).toEqual([items]);
      expect(ask('SELECT count(*) FROM (SELECT DISTINCT rule_id, subject FROM alert)')).toEqual([items]);
      // The first alert of a cause makes its item, each later one a note on it; the ledger has each of them once.
      expect(ask('SELECT count(*) FROM comment')).toEqual([(alerts ?? 0) - items]);
      expect(ask(`SELECT count(*) FROM ledger WHERE verb = 'alert.open'`)).toEqual([alerts]);
      expect(ask(`SELECT count(*) FROM ledger WHERE verb = 'item.create'`)).toEqual([items]);
      expect(ask(`SELECT count(*) FROM ledger WHERE verb = 'item.note'`)).toEqual([(alerts ?? 0) - items]);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      acknowledged = numbers.length;
      at.closeAll();
    }
    console.log(`killed ${ROUNDS} times around alerts: ${acknowledged} of exceptions, each with its one item`);
  } finally {
    at.remove();
  }
});
