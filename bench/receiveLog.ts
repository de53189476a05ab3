import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openRunLog } from '../electron/backend/logs/runLogFile.ts';
import { RunId } from '../shared/ids.ts';
import { sh } from '../shared/remote/remoteCommand.ts';
import { groundSession } from './groundSession.ts';
import type { ReceiveOrder, ReceiveResult } from './receiveOrder.ts';

/** A program of its own, so that its memory and its event loop are the product's alone: receives a log over SSH into a run's files. */
const order = JSON.parse(process.argv[2] ?? '') as ReceiveOrder;
const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-log-'));
const session = await groundSession({
  ssh: { ...order.ssh, hostKey: () => order.hostKey },
  settings: () => order.settings,
});
const log = openRunLog(folder, RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'));
const late = monitorEventLoopDelay({ resolution: 5 });
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);

late.enable();
const began = performance.now();
await session.stream(sh`cat ${order.file}`, (bytes) => log.append(bytes, Date.now()));
const milliseconds = performance.now() - began;
late.disable();
clearInterval(watch);

const result: ReceiveResult = {
  milliseconds,
  lines: log.lineCount,
  sha256: createHash('sha256')
    .update(readFileSync(join(folder, '01ARZ3NDEKTSV4RRFFQ69G5FAV.log')))
    .digest('hex'),
  peakMegabytes: peak / 1024 / 1024,
  latestTick: late.max / 1e6,
};
session.end();
log.close();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(result));
process.exit(0);
