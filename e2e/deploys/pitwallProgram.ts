/** Pitwall without a window: its backend, spoken to over the channel to the process that started it.
 *
 * Ends in order at SIGTERM and when that process is gone. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { createBackend } from '../../electron/backend/backend.ts';
import { createFileLog } from '../../electron/backend/fileLog.ts';
import { systemClock } from '../../electron/backend/systemClock.ts';
import { createMemoryVault } from '../../electron/browser/memoryVault.ts';
import { processPort } from './processPort.ts';

const [dataDir = '', homeDir = homedir()] = process.argv.slice(2);

const backend = await createBackend({
  dataDir,
  resourcesDir: join(import.meta.dirname, '../../resources'),
  vault: createMemoryVault(),
  notifier: { notify: () => {}, showOpenAlerts: () => {} },
  clock: systemClock,
  log: createFileLog(join(dataDir, 'pitwall.log')),
  shell: 'browser',
  version: '0.0.0',
  homeDir,
  env: { PATH: process.env.PATH },
});
new RPCHandler(backend.router, { clientInterceptors: [...backend.interceptors] }).upgrade(processPort(process));

const end = () => {
  void backend.dispose().finally(() => process.exit(0));
};
process.once('SIGTERM', end);
process.once('disconnect', end);
process.send?.('ready');
