import { writeSync } from 'node:fs';
import { databaseFolderAt } from '../../db/testing/databaseFolder.ts';
import { alertBed, production } from './alertBed.ts';

/** A process in which alerts open, become items, are noted on them and close, one after the other, each said before and after it is written; it
 * ends by being killed. */
const [dir = ''] = process.argv.slice(2);
const bed = alertBed(databaseFolderAt(dir));
const HOUR = 3_600_000;
const last = bed.db.prepare<[], number | null>('SELECT max(at) FROM ledger').pluck().get() ?? 0;
const opened = bed.db.prepare<[], number>(`SELECT count(*) FROM alert WHERE name = 'New exception'`).pluck().get() ?? 0;
bed.clock.move(Math.max(0, last - bed.clock.now()) + HOUR);

const raise = bed.db.transaction((subject: string) =>
  bed.service.onExceptions(production, [
    {
      event: 'new',
      subject,
      title: `OrderGone ${subject}`,
      message: `no order ${subject}`,
      count: 1,
      at: bed.clock.now(),
      late: false,
      lines: Array.from({ length: 20 }, (_, line) => `  File "/srv/app/orders.py", line ${line}`),
    },
  ]),
);

for (let n = opened + 1; ; n += 1) {
  writeSync(1, `opens ${n}\n`);
  raise.immediate(String(n));
  writeSync(1, `opened ${n}\n`);
  bed.service.tick();
  bed.looks(3, null);
  bed.looks(3, 'app');
  bed.pass(36 * HOUR);
}
