import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { dataFolder } from './backend/dataFolder.ts';
import { startDesktop } from './desktop/startDesktop.ts';

const builtDir = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.indexOf('--data');

void startDesktop({
  dataDir: dataFolder({
    given: given === -1 ? null : (process.argv[given + 1] ?? null),
    env: process.env,
    platform: process.platform,
  }),
  builtDir,
  resourcesDir: app.isPackaged ? process.resourcesPath : join(dirname(builtDir), 'resources'),
});
