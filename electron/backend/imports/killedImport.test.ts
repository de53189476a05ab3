import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { databaseFolder } from '../db/testing/databaseFolder.ts';
import { createImportFiles } from './importFiles.ts';

/** A round starts a process and takes about a second; PITWALL_KILLS=200 does it as often as the promise says. */
const ROUNDS = Number(process.env.PITWALL_KILLS ?? 8);
const ROWS = 2000;
/** What a process says while it imports one file: a line at the start, one each 200 rows, one before it writes, one when it is written. */
const STEPS = ROWS / 200 + 3;

/** Starts the importer, kills it at some step of its second file at the latest, and gives how many files it said were written. */
const killOne = async (dataDir: string): Promise<number> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'testing/steadyImporter.ts'), dataDir, String(ROWS)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  // Every other time while it writes, which is what comes behind the line before the last.
  const writing = Math.random() < 0.5;
  const enough = (Math.random() < 0.5 ? STEPS : 0) + (writing ? STEPS - 1 : 1 + Math.floor(Math.random() * STEPS));
  let steps = 0;
  let written = 0;
  const lines = createInterface({ input: child.stdout });
  const over = Promise.all([
    new Promise((done) => child.once('close', done)),
    new Promise((done) => lines.once('close', done)),
  ]);
  lines.on('line', (line) => {
    steps += 1;
    if (line === 'written') written += 1;
    if (steps >= enough) child.kill('SIGKILL');
  });
  await over;
  return written;
};

it(`P15 writes all of a file or nothing of it when it is killed while it imports (${ROUNDS} times)`, {
  timeout: 30_000 + ROUNDS * 10_000,
}, async () => {
  const at = databaseFolder();
  try {
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged += await killOne(at.dir);
      const { db } = at.open();
      const files = db.prepare<[], number>(`SELECT count(*) FROM ledger WHERE verb = 'item.import'`).pluck().get() ?? 0;
      expect(files).toBeGreaterThanOrEqual(acknowledged);
      expect(db.prepare('SELECT count(*) FROM item').pluck().get()).toBe(files * ROWS);
      expect(db.prepare('SELECT count(*) FROM ledger_change').pluck().get()).toBe(files * ROWS);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      acknowledged = files;
      at.closeAll();
    }
    console.log(`killed ${ROUNDS} times while importing: ${acknowledged} files written whole, none in part`);
    const folder = join(at.dir, 'imports');
    createImportFiles(folder);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    at.remove();
  }
});
