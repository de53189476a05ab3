import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { databaseFolder } from './testing/databaseFolder.ts';

/** A round starts a process and takes a fraction of a second; PITWALL_KILLS=200 does it as often as the promise says. */
const ROUNDS = Number(process.env.PITWALL_KILLS ?? 12);

/** Starts the writer, kills it somewhere in the middle of its work, and gives the last number it said was committed. */
const killOne = async (words: readonly string[], acknowledged: number): Promise<number> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/steadyWriter.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = acknowledged;
  const lines = createInterface({ input: child.stdout });
  const enough = acknowledged + 1 + Math.floor(Math.random() * 40);
  const over = Promise.all([
    new Promise((done) => child.once('close', done)),
    new Promise((done) => lines.once('close', done)),
  ]);
  lines.on('line', (line) => {
    last = Number(line);
    if (last >= enough) setImmediate(() => child.kill('SIGKILL'));
  });
  await over;
  return last;
};

it(`loses no acknowledged row and tears none when it is killed while it writes (${ROUNDS} times)`, {
  timeout: 30_000 + ROUNDS * 5_000,
}, async () => {
  const at = databaseFolder();
  try {
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged = await killOne([at.path, at.backupsDir], acknowledged);
      const { db, notices } = at.open();
      expect(notices).toEqual([]);
      const numbers = db
        .prepare<[], string>('SELECT entity_id FROM ledger ORDER BY sequence')
        .pluck()
        .all()
        .map(Number);
      expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => n + 1));
      expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
      const state = db.prepare<[], string>(`SELECT value FROM setting WHERE name = 'n'`).pluck().get();
      expect(Number(state)).toBe(numbers.length);
      const torn = db.prepare<[], number>(
        `SELECT count(*) FROM ledger WHERE summary <> entity_id || ' ' || substr(replace(hex(zeroblob(2500)), '0', 'x'), 1, at % 5000)`,
      );
      expect(torn.pluck().get()).toBe(0);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      acknowledged = numbers.length;
      at.closeAll();
    }
    console.log(`killed ${ROUNDS} times while writing: ${acknowledged} rows, 0 acknowledged ones lost, 0 torn`);
  } finally {
    at.remove();
  }
});
